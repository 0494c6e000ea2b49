import { Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { BudgetCard } from "./budget-card";
import { CodesCard } from "./codes-card";
import { RedemptionsCard } from "./redemptions-card";
import { useResults, type Offer, type Results } from "./queries";
import classes from "./offers.module.css";

/** What became of an offer: its funnel, its variants and placements, its budget and codes. */
export function OfferResults({ offer }: { offer: Offer }) {
  return (
    <Stack gap="md">
      {offer.budget_minor !== null && <BudgetCard offer={offer} />}
      <Loaded query={useResults(offer.id)} skeleton={<PlotSkeleton height={260} />}>
        {(results) => <Counts results={results} />}
      </Loaded>
      <RedemptionsCard offer={offer} />
      {offer.codes_kind === "unique" && <CodesCard offer={offer} />}
    </Stack>
  );
}

const steps = ["impressions", "clicks", "acceptances", "redemptions"] as const;

/** A rate with its 95 % interval. */
function Rate({ rate }: { rate: Results["rates"]["click"] }) {
  const format = useFormat();
  if (!rate) return <>–</>;
  return (
    <span title={`${format.share(rate.low, 1)} – ${format.share(rate.high, 1)}`}>
      {format.share(rate.share, 1)}{" "}
      <Text span fz="xs" c="dimmed">
        {format.share(rate.low, 1)}–{format.share(rate.high, 1)}
      </Text>
    </span>
  );
}

function Counts({ results }: { results: Results }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts, rates } = results;
  const columns = useMemo<Column<Results["variants"][number]>[]>(
    () => [
      { key: "name", title: t("offers.results.name"), cell: (row) => row.name || row.code || t("offers.results.unknown") },
      ...steps.map((step) => ({ key: step, title: t(`offers.results.${step}`), figure: true, cell: (row: Results["variants"][number]) => format.number(row.counts[step]) })),
      { key: "rate", title: t("offers.results.clickRate"), figure: true, measure: "offerRate", cell: (row) => <Rate rate={row.rates.click} /> },
      { key: "taken", title: t("offers.results.acceptanceRate"), figure: true, measure: "offerRate", cell: (row) => <Rate rate={row.rates.acceptance} /> },
    ],
    [t, format],
  );
  if (counts.impressions + counts.clicks + counts.acceptances + counts.redemptions === 0) {
    return (
      <div className="card">
        <EmptyState title={t("offers.results.empty")} body={t("offers.results.emptyBody")} />
      </div>
    );
  }
  const top = Math.max(...steps.map((step) => counts[step]), 1);
  return (
    <>
      <Section title={rates.acceptance === null ? t("offers.results.title") : t("offers.results.finding", { share: format.share(rates.acceptance.share, 1), low: format.share(rates.acceptance.low, 1), high: format.share(rates.acceptance.high, 1) })} hint={t("offers.results.hint")} actions={<MeasureHelp measure="offerCounts" />}>
        <Stack gap={8}>
          {steps.map((step) => (
            <div key={step} className={classes.step}>
              <span>{t(`offers.results.${step}`)}</span>
              <span className={classes.track} aria-hidden>
                <i style={{ width: `${(counts[step] / top) * 100}%` }} />
              </span>
              <span className="tabular">{format.number(counts[step])}</span>
            </div>
          ))}
        </Stack>
        {counts.rejections > 0 && (
          <Text fz="sm" c="dimmed" mt="xs">
            {t("offers.results.rejections", { count: counts.rejections })}
          </Text>
        )}
      </Section>
      <Section title={t("offers.results.variants")}>
        <SimpleTable label={t("offers.results.variants")} columns={columns} rows={results.variants} rowId={(row) => row.id ?? "none"} />
      </Section>
      <Section title={t("offers.results.placements")}>
        <SimpleTable label={t("offers.results.placements")} columns={columns} rows={results.placements} rowId={(row) => row.id ?? "none"} />
      </Section>
    </>
  );
}
