import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { RetentionPlot, retentionTable, type FlowMonth } from "@/ui/chart/retention-plot";
import { useLook } from "@/ui/chart/use-look";
import { monthDays } from "./periods";
import type { RetentionReport } from "./queries";

/** How many months are drawn: three years tell the story, more are a blur. */
const shown = 36;

/** Clients and value won above the line, lost below it. */
export function DutyCard({ report }: { report: RetentionReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const [show, setShow] = useState<"clients" | "value">("clients");
  const months = useFlowMonths(report);
  const { erosion } = report;
  const count = erosion.months;
  const net = show === "clients" ? format.number(erosion.gained - erosion.lost) : format.money(erosion.gained_minor - erosion.lost_minor, "short");
  const title = t(show === "clients" ? "retention.netClients" : "retention.netValue", { net, count });
  return (
    <ChartCard
      title={title}
      subtitle={t("retention.dutySubtitle", { count: report.silence_months })}
      name="retention"
      measure="retention"
      table={retentionTable(months, look)}
      legend={[
        { label: t("charts.retention.won"), color: look.palette.flow.won },
        { label: t("charts.retention.recovered"), color: look.palette.flow.recovered },
        { label: t("charts.retention.lost"), color: look.palette.flow.lost },
        { label: t("charts.retention.net"), color: look.palette.text, line: true },
      ]}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t("retention.show")}
          value={show}
          onChange={(value) => setShow(value as "clients" | "value")}
          data={[
            { value: "clients", label: t("charts.clients") },
            { value: "value", label: t("charts.value") },
          ]}
        />
      }
    >
      {(chart) => <RetentionPlot months={months} show={show} label={title} chart={chart} />}
    </ChartCard>
  );
}

function useFlowMonths(report: RetentionReport): FlowMonth[] {
  const navigate = useNavigate();
  return useMemo(
    () =>
      report.months.slice(-shown).map((month) => {
        const won = monthDays(month.month);
        const lost = monthDays(month.month, -report.silence_months);
        return {
          month: month.month,
          active: month.active,
          partial: month.partial,
          clients: { won: month.won, recovered: month.recovered, lost: month.lost },
          value: { won: month.won_minor, recovered: month.recovered_minor, lost: month.lost_minor },
          onOpen: {
            won: () => void navigate({ to: "/clients", search: { first_from: won.from, first_to: won.to } }),
            lost: () => void navigate({ to: "/clients", search: { last_from: lost.from, last_to: lost.to } }),
          },
        };
      }),
    [report, navigate],
  );
}
