import { Group, SimpleGrid, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AbcBadge } from "@/entities/class-badge";
import { NoRun } from "@/entities/no-run";
import { usePortfolio, type Portfolio } from "@/entities/portfolio";
import { AbcCard, ParetoCard } from "@/entities/portfolio-plots";
import { RecordLink } from "@/entities/record-link";
import { DivisionSelect } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { TierTable } from "./tier-table";
import { TrendCard } from "./trend-card";

/** Who brings the value: the curve and the ABC classes. */
export function ValuePage() {
  const { t } = useTranslation();
  return (
    <Loaded query={usePortfolio()} skeleton={<div style={{ padding: 28 }}><PlotSkeleton height={420} /></div>}>
      {(portfolio) => (portfolio ? <Analysis portfolio={portfolio} /> : <NoRun title={t("portfolio.valueTitle")} />)}
    </Loaded>
  );
}

function Analysis({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <AnalysisPage
      title={t("portfolio.valueTitle")}
      finding={t("portfolio.finding", { clients: format.share(0.2), value: format.share(portfolio.pareto.value_share_of_top20) })}
      figures={<BalanceFigures portfolio={portfolio} />}
      plot={
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <ParetoCard portfolio={portfolio} />
          <AbcCard portfolio={portfolio} />
        </SimpleGrid>
      }
      table={
            <Section title={t("portfolio.classTable")}>
              <SimpleTable
                label={t("portfolio.classTable")}
                rows={portfolio.abc.classes}
                rowId={(row) => row.abc}
                columns={[
                  { key: "abc", title: t("portfolio.class"), cell: (row) => (row.abc === "none" ? t("abc.short.none") : <AbcBadge abc={row.abc} />) },
                  { key: "clients", title: t("portfolio.clients"), figure: true, cell: (row) => format.number(row.clients) },
                  { key: "share", title: t("portfolio.share"), figure: true, cell: (row) => format.share(row.client_share, 1) },
                  { key: "value", title: t("portfolio.value"), figure: true, cell: (row) => format.money(row.value_minor, "whole") },
                  { key: "valueShare", title: t("portfolio.valueShare"), figure: true, cell: (row) => format.share(row.value_share, 1) },
                  {
                    key: "see",
                    title: "",
                    cell: (row) => (
                      <RecordLink to="/clients" search={{ abc: row.abc, sort: "-revenue" }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${row.abc}`}>
                        {t("portfolio.seeClients")}
                      </RecordLink>
                    ),
                  },
                ]}
              />
            </Section>
      }
      below={
        <>
          <Group justify="space-between" gap="sm">
            <Title order={2} fz="lg">
              {t("portfolioCards.lowerValue")}
            </Title>
            <DivisionSelect />
          </Group>
          <TierTable />
          <TrendCard />
        </>
      }
    />
  );
}

/** How much the company depends on its first clients. */
function BalanceFigures({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { pareto } = portfolio;
  return (
    <FigureStrip>
      {pareto.top.map((one) => (
        <Figure key={one.clients} small label={t("portfolio.first", { count: one.clients })} value={format.share(one.share, 1)} foot={format.money(one.value_minor, "short")} />
      ))}
      <Figure small label={t("portfolio.gini")} measure="gini" value={format.number(pareto.gini, 2)} foot={t("portfolio.equivalent", { count: Math.round(pareto.equivalent_clients) })} />
    </FigureStrip>
  );
}
