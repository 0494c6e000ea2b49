import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ChartCard } from "@/ui/chart/chart-card";
import { LatenessPlot, latenessTable } from "@/ui/chart/lateness-plot";
import { useLook } from "@/ui/chart/use-look";
import type { LifeStageReport } from "./queries";

/** A day moved by some days. */
function moved(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** Clients by how many days they are before or past their due day. */
export function LatenessCard({ report }: { report: LifeStageReport }) {
  const { t } = useTranslation();
  const look = useLook();
  const navigate = useNavigate();
  const bins = report.lateness.map((bin) => ({
    from: bin.from_days,
    to: bin.to_days,
    clients: bin.clients,
    onOpen: () =>
      void navigate({
        to: "/clients",
        search: {
          due_from: bin.to_days === null ? undefined : moved(report.run.as_of, 1 - bin.to_days),
          due_to: bin.from_days === null ? undefined : moved(report.run.as_of, -bin.from_days),
          sort: "due",
        },
      }),
  }));
  const title = t("lifeStage.latenessTitle");
  return (
    <ChartCard title={title} subtitle={t("lifeStage.latenessSubtitle")} name="lateness" measure="lifeStage" table={latenessTable(bins, look)}>
      {(chart) => <LatenessPlot bins={bins} label={title} chart={chart} />}
    </ChartCard>
  );
}
