import { Group, SimpleGrid, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RfmBadge } from "@/entities/class-badge";
import { MigrationCard } from "@/entities/migration-card";
import { NoRun } from "@/entities/no-run";
import { usePortfolio, type Portfolio } from "@/entities/portfolio";
import { RfmCard, RfmGroupsCard } from "@/entities/portfolio-plots";
import { RecordLink } from "@/entities/record-link";
import { DivisionSelect } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { FratCards } from "./frat-cards";

/** Recency, frequency, monetary value: the heat map and the eleven groups. */
export function RfmPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={usePortfolio()} skeleton={<div style={{ padding: 28 }}><PlotSkeleton height={420} /></div>}>
      {(portfolio) => (portfolio ? <Analysis portfolio={portfolio} /> : <NoRun title={t("portfolio.rfmTitle")} />)}
    </Loaded>
  );
}

function Analysis({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const format = useFormat();
  const drifting = portfolio.clients_at_risk;
  return (
    <AnalysisPage
      title={t("portfolio.rfmTitle")}
      finding={drifting > 0 ? t("portfolio.rfmFinding", { count: drifting, amount: format.money(portfolio.value_at_risk_minor, "short") }) : t("portfolio.rfmFindingNone")}
      lead={drifting > 0 ? t("portfolio.rfmLead") : undefined}
      plot={
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <RfmCard portfolio={portfolio} height={380} />
          <RfmGroupsCard portfolio={portfolio} />
        </SimpleGrid>
      }
      table={
            <Section title={t("plots.rfm.groups")}>
              <SimpleTable
                label={t("plots.rfm.groups")}
                rows={portfolio.rfm.groups}
                rowId={(row) => row.group}
                columns={[
                  { key: "group", title: t("portfolio.group"), cell: (row) => <RfmBadge group={row.group} /> },
                  { key: "clients", title: t("portfolio.clients"), figure: true, cell: (row) => format.number(row.clients) },
                  { key: "share", title: t("portfolio.share"), figure: true, cell: (row) => format.share(row.client_share, 1) },
                  { key: "value", title: t("portfolio.value"), figure: true, cell: (row) => format.money(row.value_minor, "whole") },
                  { key: "valueShare", title: t("portfolio.valueShare"), figure: true, cell: (row) => format.share(row.value_share, 1) },
                  {
                    key: "see",
                    title: "",
                    cell: (row) => (
                      <RecordLink to="/clients" search={{ rfm_group: row.group }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${row.group}`}>
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
            <Title order={2} fz="lg" id="moves">
              {t("portfolioCards.lower")}
            </Title>
            <DivisionSelect />
          </Group>
          <MigrationCard measure="rfm_group" />
          <FratCards />
        </>
      }
    />
  );
}
