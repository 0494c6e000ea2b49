import { SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AlarmList, useAlarms, type AlarmReport } from "@/entities/alarms";
import { usePortfolio, type Portfolio } from "@/entities/portfolio";
import { PortfolioFigures } from "@/entities/portfolio-figures";
import { RecordLink } from "@/entities/record-link";
import { DivisionSelect, ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { LifeStageStoryCard, MatrixStoryCard, RelationshipStoryCard, RfmStoryCard, ValueCard } from "./class-cards";
import { useBalance, useLifeStage, useLifetime, useMatrix, usePlaces, useRelationship, useRetention } from "./queries";
import { SinceCard } from "./since-card";
import { CardOf } from "./story-card";
import { BalanceStoryCard, LifetimeStoryCard, MapStoryCard, RetentionStoryCard } from "./value-cards";

/** The whole portfolio in one page: what calls for attention, what moved, and what each analysis found. */
export function StoryPage() {
  const { t } = useTranslation();
  return (
    <ReportPage title={t("story.title")} query={useAlarms(useReportSearch())}>
      {(report) => <Story report={report} />}
    </ReportPage>
  );
}

function Story({ report }: { report: AlarmReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { run, division_id } = useReportSearch();
  const portfolio = usePortfolio().data;
  const whole = !run && !division_id && portfolio ? portfolio : null;
  return (
    <AnalysisPage
      title={t("story.title")}
      finding={
        whole &&
        t("story.finding", { count: whole.active_clients, revenue: format.money(whole.window.revenue_minor, "short"), months: whole.window_months, share: format.share(whole.pareto.value_share_of_top20) })
      }
      lead={
        <>
          {t("story.lead", { number: report.run.number, day: format.day(report.run.as_of, "long") })}{" "}
          <RecordLink to="/portfolio/runs/$id" params={{ id: report.run.id }} fz="inherit" underline="always">
            {t("story.seeRun")}
          </RecordLink>
          {division_id && ` ${t("story.company")}`}
        </>
      }
      actions={<DivisionSelect />}
      figures={whole && <PortfolioFigures portfolio={whole} />}
      plot={
        <>
          <Section title={t("alarms.title")}>
            {report.alarms.length > 0 ? <AlarmList alarms={report.alarms} /> : <Text fz="sm" c="dimmed">{t("alarms.none")}</Text>}
          </Section>
          <Cards portfolio={whole} />
          <SinceCard />
        </>
      }
    />
  );
}

function Cards({ portfolio }: { portfolio: Portfolio | null }) {
  const search = useReportSearch();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {portfolio && <ValueCard portfolio={portfolio} />}
      {portfolio && <RfmStoryCard portfolio={portfolio} />}
      <CardOf query={useMatrix(search)}>{(one) => <MatrixStoryCard report={one} />}</CardOf>
      <CardOf query={useLifetime(search)}>{(one) => <LifetimeStoryCard report={one} />}</CardOf>
      <CardOf query={useLifeStage(search)}>{(one) => <LifeStageStoryCard report={one} />}</CardOf>
      <CardOf query={useRetention(search)}>{(one) => <RetentionStoryCard report={one} />}</CardOf>
      <CardOf query={useRelationship(search)}>{(one) => <RelationshipStoryCard report={one} />}</CardOf>
      <CardOf query={useBalance(search)}>{(one) => <BalanceStoryCard report={one} />}</CardOf>
      <CardOf query={usePlaces(search)}>{(one) => <MapStoryCard report={one} />}</CardOf>
    </SimpleGrid>
  );
}
