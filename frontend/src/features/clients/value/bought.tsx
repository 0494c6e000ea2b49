import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Facts } from "@/ui/facts";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import type { ClientCard } from "./queries";
import classes from "./value.module.css";

/** Type of purchase: the categories and their shares. */
export function Bought({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const frat = card.frat;
  if (!frat) return null;
  return (
    <Section title={t("clientCard.frat.title")} hint={t("clientCard.frat.hint")} actions={<MeasureHelp measure="frat" updated={card.as_of ? format.day(card.as_of) : undefined} />}>
      {frat.categories.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t("clientCard.frat.none")}
        </Text>
      )}
      {frat.categories.map((one) => (
        <div key={one.category?.id ?? "none"} className={classes.share} title={format.money(one.amount_minor)}>
          <span>{one.category?.name ?? t("clientCard.frat.noCategory")}</span>
          <span className={classes.bar} style={{ width: `${Math.max(0, one.share) * 100}%` }} />
          <span className="tabular">{format.share(one.share, one.share < 0.1 ? 1 : 0)}</span>
        </div>
      ))}
    </Section>
  );
}

/** The service that the client's class gets. */
export function ServiceTier({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tier = card.tier;
  if (!tier) return null;
  return (
    <Section title={`${t("clientCard.tier.title")} · ${tier.name}`} actions={<MeasureHelp measure="tiers" />}>
      <Facts
        facts={[
          { label: t("clientCard.tier.response"), value: t("clientCard.tier.hours", { hours: format.number(tier.response_hours) }) },
          { label: t("clientCard.tier.channels"), value: tier.channels.map((one) => t(`channel.${one as "email"}`, { defaultValue: one })).join(", ") || "–" },
          { label: t("clientCard.tier.effort"), value: t("clientCard.tier.minutes", { minutes: format.number(tier.effort_minutes) }) },
          { label: t("clientCard.tier.discount"), value: format.share(tier.discount_percent / 100) },
        ]}
      />
    </Section>
  );
}
