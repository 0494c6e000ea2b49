import { Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ReportExport } from "@/entities/report-export";
import { DivisionSelect, ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import type { ReportSearch } from "@/lib/report-search";
import { Figure, FigureStrip } from "@/ui/figure";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { ClientTables } from "./client-tables";
import { ContractsSection } from "./contracts-section";
import { LifetimeRule } from "./lifetime-rule";
import { ModelSection } from "./model-section";
import { useLifetime, type Lifetime } from "./queries";
import { TrustBrief, TrustSection } from "./trust-section";
import { ValueCards } from "./value-cards";

/** Customer lifetime value: what is still to come, how far to believe it, and from whom. */
export function LifetimePage() {
  const { t } = useTranslation();
  const search = useReportSearch();
  return (
    <ReportPage title={t("lifetime.title")} query={useLifetime(search)}>
      {(lifetime) => <Analysis lifetime={lifetime} search={search} />}
    </ReportPage>
  );
}

function Analysis({ lifetime, search }: { lifetime: Lifetime; search: ReportSearch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const short = (minor: number) => format.money(minor, "short");
  const what = lifetime.margin_basis === "none" ? "turnover" : "margin";
  return (
    <AnalysisPage
      title={t("lifetime.title")}
      finding={
        lifetime.method === "none"
          ? t("lifetime.findingNone")
          : t(`lifetime.finding.${what}`, { value: short(lifetime.predicted_minor), low: short(lifetime.predicted_low_minor), high: short(lifetime.predicted_high_minor), count: lifetime.horizon_months })
      }
      lead={lifetime.method === "none" ? undefined : t(`lifetime.lead.${lifetime.method === "pooled" ? "pooled" : (lifetime.holdout?.trust ?? "unchecked")}`)}
      actions={
        <Group gap="xs">
          <DivisionSelect />
          <ReportExport table="lifetime" />
        </Group>
      }
      figures={<Figures lifetime={lifetime} />}
      plot={<ValueCards lifetime={lifetime} search={search} />}
      settings={
        <Stack gap="md">
          <LifetimeRule lifetime={lifetime} />
          {lifetime.holdout && <TrustBrief holdout={lifetime.holdout} />}
        </Stack>
      }
      below={
        <>
          {!search.run && <ClientTables division={search.division_id} />}
          <TrustSection lifetime={lifetime} />
          <ModelSection lifetime={lifetime} />
          <ContractsSection contracts={lifetime.contracts} updated={format.day(lifetime.run.as_of, "long")} />
        </>
      }
    />
  );
}

function Figures({ lifetime }: { lifetime: Lifetime }) {
  const { t } = useTranslation();
  const format = useFormat();
  const updated = format.day(lifetime.run.as_of, "long");
  return (
    <FigureStrip>
      <Figure
        small
        label={t("lifetime.figure.predicted", { count: lifetime.horizon_months })}
        measure="predicted"
        updated={updated}
        value={format.money(lifetime.predicted_minor, "short")}
        exact={format.money(lifetime.predicted_minor)}
        foot={t("lifetime.figure.interval", { low: format.money(lifetime.predicted_low_minor, "short"), high: format.money(lifetime.predicted_high_minor, "short") })}
      />
      <Figure small label={t("lifetime.figure.historic")} measure="historic" updated={updated} value={format.money(lifetime.historic_minor, "short")} exact={format.money(lifetime.historic_minor)} foot={t("lifetime.figure.since")} />
      <Figure small label={t("lifetime.figure.purchases")} measure="expectedPurchases" updated={updated} value={format.number(lifetime.expected_purchases)} foot={t("lifetime.rule.months", { count: lifetime.horizon_months })} />
      <Figure small label={t("lifetime.figure.clients")} value={format.number(lifetime.clients)} foot={t("lifetime.figure.repeaters", { repeaters: format.number(lifetime.repeaters), once: format.number(lifetime.one_time) })} />
    </FigureStrip>
  );
}
