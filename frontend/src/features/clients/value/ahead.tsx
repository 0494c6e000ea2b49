import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Figure } from "@/ui/figure";
import { Section } from "@/ui/section";
import type { ClientCard } from "./queries";
import classes from "./value.module.css";

const modelNames: Record<string, string> = { bgnbd: "BG/NBD", mbgnbd: "MBG/NBD", paretonbd: "Pareto/NBD", nbd: "NBD" };

/** Lifetime value: what it brought, what it is expected to bring with its interval, both together. */
export function Ahead({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const life = card.lifetime;
  if (!life) return null;
  const updated = card.as_of ? format.day(card.as_of) : undefined;
  const money = (minor: number) => format.money(minor, "whole");
  const top = Math.max(1, life.predicted_high_minor, life.predicted_minor);
  const at = (minor: number) => `${Math.max(0, Math.min(100, (100 * minor) / top))}%`;
  const interval = t("clientCard.between", { low: money(life.predicted_low_minor), high: money(life.predicted_high_minor) });
  return (
    <Section title={t("clientCard.ahead")} hint={t("clientCard.aheadHint", { count: life.horizon_months, rate: format.share(life.discount_rate) })}>
      <div className={classes.figures}>
        <Figure
          small
          label={t("clientCard.predicted")}
          measure="predicted"
          updated={updated}
          value={money(life.predicted_minor)}
          foot={
            <>
              {interval}
              <span className={classes.interval} style={{ display: "block" }} role="img" aria-label={interval}>
                <i style={{ left: at(life.predicted_low_minor), right: `calc(100% - ${at(life.predicted_high_minor)})` }} />
                <b style={{ left: `min(${at(life.predicted_minor)}, calc(100% - 3px))` }} />
              </span>
            </>
          }
        />
        <Figure small label={t("clientCard.soFar")} measure="historic" updated={updated} value={money(life.historic_minor)} foot={t("clientCard.inAll", { total: money(life.total_minor) })} />
        <Figure small label={t("clientCard.alive")} measure="alive" updated={updated} value={format.share(life.alive)} foot={t("clientCard.expected", { count: Math.round(life.expected_purchases), text: format.number(life.expected_purchases, 1) })} />
      </div>
      <Text fz="sm" c="dimmed" mt="xs">
        {t(`clientCard.method.${life.method}`, { model: modelNames[life.model] ?? life.model })} {life.margin_estimated && t("clientCard.estimated", { rate: format.share(life.margin_rate, 1) })}
      </Text>
    </Section>
  );
}
