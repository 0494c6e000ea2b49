import { SimpleGrid } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AlivePlot, aliveTable } from "@/ui/chart/alive-plot";
import { ChartCard } from "@/ui/chart/chart-card";
import { DistributionPlot, distributionTable } from "@/ui/chart/distribution-plot";
import { useLook } from "@/ui/chart/use-look";
import type { ReportSearch } from "@/lib/report-search";
import type { Lifetime } from "./queries";

type Props = { lifetime: Lifetime; search: ReportSearch };

/** How predicted value is spread over the clients, and how likely they are to buy again. */
export function ValueCards(props: Props) {
  return (
    <SimpleGrid cols={1} spacing="md">
      <DistributionCard {...props} />
      {props.lifetime.method !== "none" && <AliveCard {...props} />}
    </SimpleGrid>
  );
}

function DistributionCard({ lifetime, search }: Props) {
  const { t } = useTranslation();
  const look = useLook();
  const navigate = useNavigate();
  const money = (minor: number | undefined) => look.format.money(minor, "short");
  const quantile = (share: number) => lifetime.quantiles.find((one) => Math.abs(one.share - share) < 1e-9)?.value_minor;
  const bins = lifetime.distribution.map((one) => ({
    from: one.from_minor,
    to: one.to_minor,
    clients: one.clients,
    value: one.value_minor,
    onOpen: search.run
      ? undefined
      : () => void navigate({ to: "/clients", search: { predicted_min_minor: String(one.from_minor), predicted_max_minor: one.to_minor === null ? undefined : String(one.to_minor), division_id: search.division_id, sort: "-predicted" } }),
  }));
  const title = lifetime.quantiles.length > 0 ? t("lifetime.distribution.title", { median: money(quantile(0.5)), tenth: money(quantile(0.9)) }) : t("lifetime.distribution.titleNone");
  return (
    <ChartCard title={title} subtitle={t("lifetime.distribution.subtitle", { count: lifetime.clients, months: lifetime.horizon_months })} name="lifetime-distribution" measure="predicted" table={distributionTable(bins, look)}>
      {(chart) => <DistributionPlot chart={chart} bins={bins} quantiles={lifetime.quantiles.map((one) => ({ share: one.share, value: one.value_minor }))} label={title} />}
    </ChartCard>
  );
}

function AliveCard({ lifetime, search }: Props) {
  const { t } = useTranslation();
  const look = useLook();
  const navigate = useNavigate();
  const bins = lifetime.alive.map((one) => ({
    from: one.from,
    to: one.to,
    clients: one.clients,
    value: one.value_minor,
    onOpen: search.run ? undefined : () => void navigate({ to: "/clients", search: { alive_min: String(one.from), alive_max: String(one.to), division_id: search.division_id, sort: "-predicted" } }),
  }));
  const sure = bins.at(-1);
  const title = t("lifetime.alive.title", { count: sure?.clients ?? 0, all: look.format.number(lifetime.clients), share: look.format.share(sure?.from ?? 0.9) });
  return (
    <ChartCard
      title={title}
      subtitle={t("lifetime.alive.subtitle")}
      name="lifetime-alive"
      measure="alive"
      table={aliveTable(bins, look)}
      foot={
        lifetime.model === "bgnbd" || lifetime.model === "nbd" ? (
          <div style={{ color: "var(--ink-dim)", fontSize: 12.5 }}>{t(lifetime.model === "bgnbd" ? "lifetime.alive.once" : "lifetime.alive.all", { count: lifetime.one_time })}</div>
        ) : undefined
      }
    >
      {(chart) => <AlivePlot chart={chart} bins={bins} label={title} />}
    </ChartCard>
  );
}
