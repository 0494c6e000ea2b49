import { useTranslation } from "react-i18next";
import { AbcBadge } from "@/entities/class-badge";
import { RecordLink } from "@/entities/record-link";
import { ReportExport } from "@/entities/report-export";
import { useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useTiers, type TierReport } from "./queries";

/** The service that each value class gets, and how many clients are owed it. */
export function TierTable() {
  return (
    <Loaded query={useTiers(useReportSearch())} skeleton={<PlotSkeleton height={240} />} compact>
      {(report) => report && <Table report={report} />}
    </Loaded>
  );
}

function Table({ report }: { report: TierReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("portfolioCards.tiers.title")} hint={t("portfolioCards.tiers.hint")} actions={<ReportExport table="tiers" />}>
      <SimpleTable
        label={t("portfolioCards.tiers.title")}
        rows={report.tiers}
        rowId={(row) => row.class}
        columns={[
          { key: "class", title: t("portfolioCards.tiers.class"), measure: "tiers", cell: (row) => (row.class === "none" ? t("abc.short.none") : <AbcBadge abc={row.class} />) },
          { key: "tier", title: t("portfolioCards.tiers.tier"), cell: (row) => row.name || row.tier || t("portfolioCards.tiers.none") },
          { key: "clients", title: t("charts.clients"), figure: true, cell: (row) => format.number(row.clients) },
          { key: "revenue", title: t("plots.revenue"), figure: true, cell: (row) => format.money(row.revenue_minor, "whole") },
          { key: "response", title: t("portfolioCards.tiers.response"), figure: true, cell: (row) => (row.tier ? t("portfolioCards.tiers.hours", { count: row.response_hours }) : "–") },
          { key: "channels", title: t("portfolioCards.tiers.channels"), cell: (row) => row.channels.map((one) => t(`channel.${one as "email"}`, { defaultValue: one })).join(", ") || "–" },
          { key: "effort", title: t("portfolioCards.tiers.effort"), figure: true, cell: (row) => (row.tier ? t("portfolioCards.tiers.minutes", { count: row.effort_minutes }) : "–") },
          { key: "discount", title: t("portfolioCards.tiers.discount"), figure: true, cell: (row) => (row.tier ? format.share(row.discount_percent / 100, 1) : "–") },
          {
            key: "see",
            title: "",
            cell: (row) =>
              row.tier && (
                <RecordLink to="/clients" search={{ tier: row.tier, sort: "-revenue", division_id: report.division_id ?? undefined }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${row.name || row.tier}`}>
                  {t("portfolio.seeClients")}
                </RecordLink>
              ),
          },
        ]}
      />
    </Section>
  );
}
