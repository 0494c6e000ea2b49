import { Alert, SimpleGrid, Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MigrationCard } from "@/entities/migration-card";
import type { Portfolio } from "@/entities/portfolio";
import { AbcCard, MonthsCard, ParetoCard, RfmCard } from "@/entities/portfolio-plots";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Crumb } from "@/ui/crumb";
import { Facts } from "@/ui/facts";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { RecordPage } from "@/ui/page/record-page";
import { Section } from "@/ui/section";
import { RecordSkeleton } from "@/ui/skeletons";
import { useRun } from "./queries";
import { RunSettings } from "./run-settings";
import { runTone } from "./run-tone";

const route = getRouteApi("/signed/portfolio/runs/$id");

/** One run: its date, settings, totals and plots, as they were found then. */
export function RunPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useRun(id)} skeleton={<div style={{ padding: 28 }}><RecordSkeleton /></div>}>
      {(portfolio) => <RunRecord portfolio={portfolio} />}
    </Loaded>
  );
}

function RunRecord({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { run, window } = portfolio;
  const complete = run.state === "published";
  return (
    <RecordPage
      title={t("runs.one", { number: run.number })}
      crumb={<Crumb to="/portfolio/runs">{t("runs.title")}</Crumb>}
      badges={<StateBadge tone={runTone(run)}>{run.current ? t("runs.current") : t(`runs.state.${run.state}`)}</StateBadge>}
      lead={`${t("runs.asOf")} ${format.day(run.as_of, "long")}`}
      figures={
        complete && (
          <FigureStrip>
            <Figure small label={t("runs.field.clients")} value={format.number(portfolio.clients)} />
            <Figure small label={t("runs.field.active")} measure="active" value={format.number(portfolio.active_clients)} />
            <Figure small label={t("runs.field.revenue")} measure="revenue" value={format.money(window.revenue_minor, "whole")} exact={format.money(window.revenue_minor)} foot={t("clients.value.window", { count: portfolio.window_months })} />
            <Figure small label={t("runs.field.margin")} measure="margin" value={format.money(window.margin_minor, "whole")} exact={format.money(window.margin_minor)} />
            <Figure small label={t("runs.field.anonymous")} value={format.money(window.anonymous_revenue_minor, "whole")} exact={format.money(window.anonymous_revenue_minor)} />
          </FigureStrip>
        )
      }
      side={
        <>
          <Section title={t("runs.about")}>
            <Facts
              facts={[
                { label: t("runs.field.asOf"), value: format.day(run.as_of, "long") },
                { label: t("runs.field.trigger"), value: t(`runs.trigger.${run.trigger}`) },
                { label: t("runs.field.created"), value: format.instant(run.created_at) },
                { label: t("runs.field.finished"), value: format.instant(run.finished_at) },
                { label: t("runs.field.changed"), value: format.number(run.changed) },
              ]}
            />
          </Section>
          <RunSettings run={run} />
        </>
      }
    >
      {complete ? (
        <Stack gap="md">
          <MigrationCard measure="abc" run={run} />
          <SimpleGrid cols={{ base: 1, xl: 2 }} spacing="md">
            <ParetoCard portfolio={portfolio} />
            <RfmCard portfolio={portfolio} />
            <AbcCard portfolio={portfolio} />
            <MonthsCard portfolio={portfolio} />
          </SimpleGrid>
        </Stack>
      ) : (
        <Alert color="saffron">{t(`runs.state.${run.state}`)}</Alert>
      )}
    </RecordPage>
  );
}
