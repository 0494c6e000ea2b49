import { SimpleGrid } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ReportExport } from "@/entities/report-export";
import { useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { HistogramPlot } from "@/ui/chart/histogram-plot";
import { openTable } from "@/ui/chart/open-table";
import { usePalette } from "@/ui/chart/use-palette";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { useFrat, type FratReport } from "./queries";

/** Types of purchase: how concentrated clients are, and on what. */
export function FratCards() {
  return (
    <Loaded query={useFrat(useReportSearch())} skeleton={<PlotSkeleton height={300} />} compact>
      {(report) =>
        report && (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <FocusCard report={report} />
            <CategoryCard report={report} />
          </SimpleGrid>
        )
      }
    </Loaded>
  );
}

function FocusCard({ report }: { report: FratReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const shade = { specialist: palette.ramp[5], focused: palette.ramp[4], mixed: palette.ramp[3], none: palette.absent };
  const title = t("portfolioCards.frat.finding", { count: report.focuses.find((one) => one.focus === "specialist")?.clients ?? 0 });
  const lines = report.focuses.map((one) => ({ ...one, label: t(`clients.focus.${one.focus}`), onOpen: () => void navigate({ to: "/clients", search: { frat_focus: one.focus, sort: "-revenue", division_id: report.division_id ?? undefined } }) }));
  return (
    <ChartCard
      title={title}
      subtitle={t("portfolioCards.frat.subtitlePlain")}
      name="purchase-focus"
      measure="frat"
      tools={<ReportExport table="frat" />}
      table={openTable(
        [{ title: t("portfolioCards.frat.focus"), key: "focus" }, { title: t("charts.clients"), key: "clients" }, { title: t("plots.revenue"), key: "revenue_minor" }],
        lines.map((one) => ({ onOpen: one.onOpen, cells: [{ text: one.label, raw: one.focus }, { text: format.number(one.clients), raw: one.clients }, { text: format.money(one.revenue_minor, "whole"), raw: one.revenue_minor }] })),
      )}
    >
      {(chart) => <HistogramPlot chart={chart} sideways label={title} bars={lines.map((one) => ({ name: one.label, count: one.clients, color: shade[one.focus], onOpen: one.onOpen }))} />}
    </ChartCard>
  );
}

/** More categories than these are in the table only. */
const drawn = 12;

function CategoryCard({ report }: { report: FratReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const best = report.categories[0];
  const title = best ? t("portfolioCards.frat.categories", { category: best.category.name }) : t("portfolioCards.frat.categoriesNone");
  const lines = report.categories.map((one) => ({ ...one, onOpen: () => void navigate({ to: "/clients", search: { frat_category_id: one.category.id, sort: "-revenue", division_id: report.division_id ?? undefined } }) }));
  return (
    <ChartCard
      title={title}
      subtitle={t("portfolioCards.frat.categoriesSubtitle")}
      name="purchase-categories"
      measure="frat"
      table={openTable(
        [{ title: t("portfolioCards.frat.category"), key: "category" }, { title: t("charts.clients"), key: "clients" }, { title: t("plots.revenue"), key: "revenue_minor" }],
        lines.map((one) => ({ onOpen: one.onOpen, cells: [{ text: one.category.name, raw: one.category.name }, { text: format.number(one.clients), raw: one.clients }, { text: format.money(one.revenue_minor, "whole"), raw: one.revenue_minor }] })),
      )}
    >
      {(chart) => <HistogramPlot chart={chart} sideways label={title} bars={lines.slice(0, drawn).map((one) => ({ name: one.category.name, count: one.clients, onOpen: one.onOpen }))} />}
    </ChartCard>
  );
}
