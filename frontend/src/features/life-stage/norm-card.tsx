import { Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { classLook, classOrder } from "@/ui/chart/class-look";
import { NormPlot, normTable } from "@/ui/chart/norm-plot";
import { useLook } from "@/ui/chart/use-look";
import type { LifeStageReport } from "./queries";

/** How many categories are drawn: those with most clients; the table holds them all. */
const drawnCategories = 8;

/** How long clients keep what they buy, by category, and where they stand. */
export function NormCard({ report }: { report: LifeStageReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const navigate = useNavigate();
  const norms = useMemo(
    () =>
      [...report.categories]
        .sort((left, right) => right.clients - left.clients)
        .map((one) => ({
          id: one.category?.id ?? "",
          name: one.category?.name ?? t("lifeStage.noCategory"),
          source: one.source,
          days: one.days,
          lowDays: one.low_days,
          highDays: one.high_days,
          stages: one.stages,
          onOpen: (stage?: string) => void navigate({ to: "/clients", search: { life_stage: stage, sort: "due" } }),
        })),
    [report, navigate, t],
  );
  const first = norms[0];
  if (!first) return null;
  const title = t("lifeStage.normTitle", { category: first.name, days: format.number(Math.round(first.days)) });
  return (
    <ChartCard
      title={title}
      subtitle={t("lifeStage.normSubtitle")}
      name="life_stage"
      measure="norm"
      table={normTable(norms, look)}
      legend={(classOrder.life_stage ?? []).map((stage) => classLook(look, "life_stage", stage))}
      foot={
        norms.length > drawnCategories && (
          <Text fz="xs" c="dimmed">
            {t("lifeStage.normCut", { count: drawnCategories, all: format.number(norms.length) })}
          </Text>
        )
      }
    >
      {(chart) => <NormPlot norms={norms.slice(0, drawnCategories)} label={title} chart={chart} />}
    </ChartCard>
  );
}
