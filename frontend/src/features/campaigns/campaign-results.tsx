import { Alert, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import classes from "@/ui/page/page.module.css";
import { PlotSkeleton } from "@/ui/skeletons";
import { ArmsTable } from "./arms-table";
import { LiftCard } from "./lift-card";
import { useResults, type Campaign, type CampaignResults as Results } from "./queries";
import { SeriesCard } from "./series-card";

/** What the campaign brought beyond what would have come anyway. */
export function CampaignResults({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useResults(campaign.id)} skeleton={<PlotSkeleton height={420} />}>
      {(result) =>
        result.treated.clients === 0 ? (
          <div className="card">
            <EmptyState title={t("campaigns.result.none")} body={t("campaigns.result.noneBody")} />
          </div>
        ) : (
          <Result result={result} />
        )
      }
    </Loaded>
  );
}

/** Cautions that are said aloud; the verdict itself is the finding. */
const cautions = ["no_treated", "no_control", "too_few", "few_conversions", "sample_ratio", "no_variation", "ratio_unbounded"] as const;

function Result({ result }: { result: Results }) {
  const { t } = useTranslation();
  const format = useFormat();
  const early = noOrders(result);
  const said = early ? [] : cautions.filter((one) => result.lift.statements.includes(one));
  return (
    <Stack gap="md">
      <Text className={classes.finding} component="p" m={0}>
        <Finding result={result} />
      </Text>
      {said.length > 0 && <Alert color="saffron">{said.map((one) => t(`campaigns.statement.${one}`)).join(" ")}</Alert>}
      {!result.closed && result.until_day && <Alert color="petrol">{t("campaigns.result.wait", { day: format.day(result.until_day, "long") })}</Alert>}
      <Money result={result} />
      <LiftCard result={result} />
      {result.series.length > 1 && <SeriesCard result={result} />}
      <ArmsTable result={result} />
    </Stack>
  );
}

/** Nobody of either group has bought since the launch. */
const noOrders = (result: Results) => !result.closed && result.treated.orders + result.control.orders === 0;

function Finding({ result }: { result: Results }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { statements, incremental_revenue_minor: total } = result.lift;
  if (noOrders(result)) return t("campaigns.result.early");
  if (statements.includes("too_few")) return t("campaigns.result.findingFew");
  if (statements.includes("gain") && total) return t("campaigns.result.finding", { amount: format.money(total.estimate, "whole") });
  if (statements.includes("loss")) return t("campaigns.result.findingBad");
  return t("campaigns.result.findingNone");
}

function Money({ result }: { result: Results }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { incremental_revenue_minor: revenue, incremental_orders: orders } = result.lift;
  const between = (low: string, high: string) => t("campaigns.result.between", { low, high });
  return (
    <FigureStrip>
      <Figure small label={t("campaigns.result.total")} measure="lift" value={format.money(revenue?.estimate, "whole")} exact={format.money(revenue?.estimate)} foot={revenue && between(format.money(revenue.low, "whole"), format.money(revenue.high, "whole"))} />
      <Figure small label={t("campaigns.result.orders")} measure="lift" value={format.number(orders?.estimate, 1)} foot={orders && between(format.number(orders.low, 1), format.number(orders.high, 1))} />
      <Figure small label={t("campaigns.result.cost")} value={format.money(result.cost_minor)} foot={result.cost_per_incremental_order_minor ? t("campaigns.result.costPerOrder", { amount: format.money(result.cost_per_incremental_order_minor) }) : undefined} />
      <Figure small label={t("campaigns.result.roi")} measure="roi" value={format.share(result.roi?.estimate)} foot={result.roi && between(format.share(result.roi.low), format.share(result.roi.high))} />
      <Figure small label={t("campaigns.result.attributed")} measure="attributed" value={format.money(result.attributed_revenue_minor, "whole")} foot={t("campaigns.result.attributedFoot", { count: result.attributed_orders })} />
    </FigureStrip>
  );
}
