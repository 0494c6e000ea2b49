import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { MiniColumns, MiniRows } from "@/ui/chart/mini";
import { useLook } from "@/ui/chart/use-look";
import { Facts } from "@/ui/facts";
import type { Balance, Lifetime, Places, Retention } from "./queries";
import { StoryCard } from "./story-card";

/** What is still to come, with its interval. */
export function LifetimeStoryCard({ report }: { report: Lifetime }) {
  const { t } = useTranslation();
  const { format, palette } = useLook();
  const money = (minor: number) => format.money(minor, "short");
  const interval = t("story.lifetimeFinding", { predicted: money(report.predicted_minor), months: report.horizon_months, low: money(report.predicted_low_minor), high: money(report.predicted_high_minor) });
  const finding = report.method === "none" ? t("story.lifetimeNone") : interval;
  return (
    <StoryCard title={t("story.lifetime")} to="/portfolio/lifetime" measure="predicted" updated={format.day(report.run.as_of, "long")} finding={finding}>
      {report.method === "pooled" && <span style={{ fontSize: 13, color: "var(--ink-soft)" }}>{t("story.lifetimePooled")}</span>}
      {report.alive.length > 0 && <MiniColumns label={t("story.aliveLabel")} columns={report.alive.map((bin) => ({ key: String(bin.from), up: bin.clients }))} colors={{ up: palette.brand, down: palette.brand }} height={64} />}
      <Facts
        facts={[
          { label: t("story.historic"), value: format.money(report.historic_minor, "short") },
          { label: t("story.expected"), value: format.money(report.predicted_minor, "short") },
        ]}
      />
    </StoryCard>
  );
}

/** Won against lost. */
export function RetentionStoryCard({ report }: { report: Retention }) {
  const { t } = useTranslation();
  const { format, palette } = useLook();
  const { erosion } = report;
  const finding = t(erosion.lost > erosion.gained ? "retention.moreLost" : "retention.moreWon", { won: format.number(erosion.gained), lost: format.number(erosion.lost), count: erosion.months });
  return (
    <StoryCard title={t("story.retention")} to="/portfolio/retention" measure="retention" updated={format.day(report.run.as_of, "long")} finding={finding}>
      <MiniColumns
        label={t("story.retentionLabel")}
        columns={report.months.slice(-12).map((month) => ({ key: month.month, up: month.won + month.recovered, down: month.lost }))}
        colors={{ up: palette.flow.won, down: palette.flow.lost }}
      />
      <Facts
        facts={[
          { label: t("story.won", { count: erosion.months }), value: `${format.number(erosion.gained)} · ${format.money(erosion.gained_minor, "short")}` },
          { label: t("story.lost", { count: erosion.months }), value: `${format.number(erosion.lost)} · ${format.money(erosion.lost_minor, "short")}` },
          { label: t("story.lossRate"), value: format.share(erosion.loss_rate, 1) },
        ]}
      />
    </StoryCard>
  );
}

/** How much hangs on the first clients. */
export function BalanceStoryCard({ report }: { report: Balance }) {
  const { t } = useTranslation();
  const { format, palette } = useLook();
  const { top, equivalent_clients: equal } = report.concentration;
  const finding = top.length === 0 ? t("story.balanceNone") : t("balance.finding", { share: format.share(top.find((one) => one.clients === 1)?.share ?? 0, 1), equal: format.number(Math.round(equal)) });
  return (
    <StoryCard title={t("story.balance")} to="/portfolio/balance" measure="dependence" updated={format.day(report.run.as_of, "long")} finding={finding}>
      <MiniRows color={palette.brand} rows={top.map((one) => ({ key: String(one.clients), share: one.share, name: t("story.first", { count: one.clients }), value: format.share(one.share, 1) }))} />
    </StoryCard>
  );
}

/** Where the clients are. */
export function MapStoryCard({ report }: { report: Places }) {
  const { t } = useTranslation();
  const { format, palette } = useLook();
  const first = report.places[0];
  const country = report.countries[0];
  const finding = first
    ? t("map.finding", { place: first.city, clients: format.number(first.clients), amount: format.money(first.revenue_minor, "short") })
    : country
      ? t("map.finding", { place: format.country(country.country), clients: format.number(country.clients), amount: format.money(country.revenue_minor, "short") })
      : t("map.nowhere");
  return (
    <StoryCard title={t("story.map")} to="/portfolio/map" measure="map" updated={format.day(report.run.as_of, "long")} finding={finding}>
      <MiniRows
        color={palette.brand}
        rows={report.places.slice(0, 5).map((one) => ({
          key: `${one.country}:${one.city}`,
          share: one.revenue_minor,
          name: (
            <RecordLink to="/clients" search={{ country: one.country, city: one.city, sort: "-revenue", division_id: report.division_id ?? undefined }} fz="inherit">
              {one.city || format.country(one.country)}
            </RecordLink>
          ),
          value: format.money(one.revenue_minor, "short"),
        }))}
      />
    </StoryCard>
  );
}
