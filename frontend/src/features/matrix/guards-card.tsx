import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { guardColors, GuardsPlot, guardsTable, type GuardState } from "@/ui/chart/guards-plot";
import { useLook } from "@/ui/chart/use-look";
import type { Matrix } from "./queries";
import type { MatrixSearch } from "./matrix-search";

const word: Record<GuardState, string> = { holds: "yes", refused: "no", unanswered: "unanswered" };

/** What the three guards say of the clients that are low on both axes. */
export function GuardsCard({ matrix, search }: { matrix: Matrix; search: MatrixSearch }) {
  const { t } = useTranslation();
  const look = useLook();
  const format = useFormat();
  const navigate = useNavigate();
  const low = matrix.raw.find((one) => one.quadrant === "low_priority")?.clients ?? 0;
  const open = (guard: string, state: GuardState) => void navigate({ to: "/clients", search: { raw_quadrant: "low_priority", [`guard_${guard}`]: word[state], division_id: search.division_id } });
  const guards = matrix.guards.map((one) => ({ guard: one.guard, holds: one.holds, refused: one.refused, unanswered: one.unanswered, onOpen: search.run ? undefined : (state: GuardState) => open(one.guard, state) }));
  const colors = guardColors(look);
  const title = matrix.guarded > 0 ? t("matrix.guards.title", { count: matrix.guarded, low: format.number(low) }) : t("matrix.guards.none", { count: low });
  return (
    <ChartCard
      title={title}
      subtitle={t("matrix.guards.subtitle", { count: low })}
      name="guards"
      measure="guards"
      legend={(["holds", "refused", "unanswered"] as const).map((state) => ({ label: t(`charts.guards.${state}`), color: colors[state] }))}
      table={guardsTable(guards, look)}
    >
      {(chart) => <GuardsPlot chart={chart} guards={guards} label={title} />}
    </ChartCard>
  );
}
