import { Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { ReportExport } from "@/entities/report-export";
import { DivisionSelect, ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { classLook } from "@/ui/chart/class-look";
import { SharePlot, shareTable } from "@/ui/chart/share-plot";
import { useLook } from "@/ui/chart/use-look";
import { Figure, FigureStrip } from "@/ui/figure";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import { useRelationship, type RelationshipReport } from "./queries";
import { RuleCard } from "./rule-card";

/** Where the relationship with each client stands, and what it calls for. */
export function RelationshipPage() {
  const { t } = useTranslation();
  return (
    <ReportPage title={t("relationship.title")} query={useRelationship(useReportSearch())}>
      {(report) => <Analysis report={report} />}
    </ReportPage>
  );
}

function Analysis({ report }: { report: RelationshipReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const doubtful = report.states.find((one) => one.state === "doubtful");
  const loyal = report.states.find((one) => one.state === "loyal");
  return (
    <AnalysisPage
      title={t("relationship.title")}
      finding={t("relationship.finding", { loyal: format.share(loyal?.client_share ?? 0), count: doubtful?.clients ?? 0, amount: format.money(doubtful?.revenue_minor ?? 0, "short") })}
      actions={
        <Group gap="sm">
          <DivisionSelect />
          <ReportExport table="relationship" />
        </Group>
      }
      figures={<Figures report={report} />}
      plot={<StatesCard report={report} />}
      table={
        <>
          <DoubtTable report={report} />
          <StrategyTable report={report} />
        </>
      }
      settings={<RuleCard rule={report.rule} />}
    />
  );
}

function Figures({ report }: { report: RelationshipReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const leaving = report.satisfied_leaving;
  return (
    <FigureStrip>
      {report.states.map((one) => (
        <Figure
          key={one.state}
          label={t(`classes.relationship.${one.state}`)}
          measure="relationship"
          value={<RecordLink to="/clients" search={{ relationship: one.state }} fz="inherit">{format.number(one.clients)}</RecordLink>}
          foot={format.money(one.revenue_minor, "short")}
        />
      ))}
      <Figure label={t("classes.relationship.prospect")} value={<RecordLink to="/clients" search={{ relationship: "prospect" }} fz="inherit">{format.number(report.prospects)}</RecordLink>} foot={t("relationship.prospectFoot")} />
      <Figure
        label={t("relationship.satisfiedLeaving")}
        value={<RecordLink to="/clients" search={{ satisfied_leaving: true }} fz="inherit">{format.number(leaving.clients)}</RecordLink>}
        foot={t("relationship.satisfiedFoot", { amount: format.money(leaving.revenue_minor, "short") })}
      />
      <Figure label={t("relationship.letGo")} value={format.number(report.let_go)} foot={t("relationship.letGoFoot")} />
    </FigureStrip>
  );
}

function StatesCard({ report }: { report: RelationshipReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const navigate = useNavigate();
  const shares = report.states.map((one) => ({
    key: one.state,
    ...classLook(look, "relationship", one.state),
    clients: one.clients,
    clientShare: one.client_share,
    value: one.revenue_minor,
    valueShare: one.revenue_share,
    onOpen: () => void navigate({ to: "/clients", search: { relationship: one.state } }),
  }));
  const potential = report.states.find((one) => one.state === "potential");
  const title = t("relationship.statesTitle", { share: format.share(potential?.client_share ?? 0) });
  return (
    <ChartCard title={title} subtitle={t("relationship.statesSubtitle")} name="relationship" measure="relationship" table={shareTable(shares, t("relationship.state"), look)} legend={shares.map(({ label, color }) => ({ label, color }))}>
      {(chart) => <SharePlot shares={shares} label={title} chart={chart} />}
    </ChartCard>
  );
}

function DoubtTable({ report }: { report: RelationshipReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("relationship.doubts")} hint={t("relationship.doubtsHint")}>
      <SimpleTable
        label={t("relationship.doubts")}
        rows={report.doubts}
        rowId={(row) => row.doubt}
        columns={[
          { key: "doubt", title: t("clients.field.doubt"), cell: (row) => t(`clients.doubt.${row.doubt}`) },
          { key: "clients", title: t("charts.clients"), figure: true, cell: (row) => format.number(row.clients) },
          { key: "first", title: t("relationship.actedOn"), figure: true, cell: (row) => format.number(row.first) },
          { key: "value", title: t("plots.revenue"), figure: true, cell: (row) => format.money(row.revenue_minor, "whole") },
          {
            key: "see",
            title: "",
            cell: (row) => (
              <RecordLink to="/clients" search={{ doubt: row.doubt, sort: "-revenue" }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${t(`clients.doubt.${row.doubt}`)}`}>
                {t("portfolio.seeClients")}
              </RecordLink>
            ),
          },
        ]}
      />
    </Section>
  );
}

function StrategyTable({ report }: { report: RelationshipReport }) {
  const { t } = useTranslation();
  return (
    <Section title={t("relationship.strategies")} hint={t("relationship.strategiesHint")}>
      <SimpleTable
        label={t("relationship.strategies")}
        rows={report.strategies}
        rowId={(row) => `${row.state}:${row.doubt ?? ""}`}
        columns={[
          { key: "state", title: t("relationship.state"), cell: (row) => (row.doubt ? `${t(`classes.relationship.${row.state}`)}, ${t(`clients.doubt.${row.doubt}`).toLowerCase()}` : t(`classes.relationship.${row.state}`)) },
          { key: "strategy", title: t("relationship.strategy"), cell: (row) => t(`relationship.strategyName.${row.strategy}`) },
          { key: "what", title: t("relationship.whatToDo"), cell: (row) => t(`relationship.do.${row.strategy}`) },
        ]}
      />
    </Section>
  );
}
