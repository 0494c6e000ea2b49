import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge, RfmBadge } from "@/entities/class-badge";
import { useFormat } from "@/i18n/use-format";
import { MeasureHelp, type Measure } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import type { ClientCard } from "./queries";
import classes from "./value.module.css";
import { useWhy } from "./why";

type Row = { measure: Measure; name: string; badge: React.ReactNode; because: string };

/** Where a client stands in every class, each with the figures that put it there. */
export function ClassRows({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const why = useWhy(card);
  const figures = card.live ?? card.published;
  if (!figures) return null;
  const rows: Row[] = [
    { measure: "abc", name: t("clients.field.abc"), badge: figures.abc === "none" ? t("abc.short.none") : <AbcBadge abc={figures.abc} />, because: why.abc() },
    { measure: "rfm", name: t("clients.field.rfmGroup"), badge: <RfmBadge group={figures.rfm_group} />, because: why.rfm() },
    { measure: "quadrant", name: t("clients.field.quadrant"), badge: <ClassBadge measure="quadrant" name={figures.quadrant} />, because: why.quadrant() },
    { measure: "relationship", name: t("clients.field.relationship"), badge: <ClassBadge measure="relationship" name={figures.relationship} />, because: why.relationship() },
    { measure: "lifeStage", name: t("clients.field.lifeStage"), badge: <ClassBadge measure="life_stage" name={figures.life_stage} />, because: why.stage() },
    { measure: "trend", name: t("clients.field.trend"), badge: <ClassBadge measure="trend" name={figures.trend} />, because: why.trend() },
    { measure: "frat", name: t("clients.field.focus"), badge: figures.frat_focus ? t(`clients.focus.${figures.frat_focus as "mixed"}`) : "–", because: why.frat() },
    { measure: "tiers", name: t("clientCard.tierClass"), badge: card.tier?.name ?? "–", because: why.tier() },
  ];
  const updated = card.as_of ? format.day(card.as_of) : undefined;
  return (
    <Section title={t("clientCard.stands")} hint={updated && t("clientCard.standsHint", { day: updated })}>
      <div className={classes.classes}>
        {rows.map((row) => (
          <div key={row.measure} className={classes.class}>
            <span className={classes.name}>
              {row.name}
              <MeasureHelp measure={row.measure} updated={updated} />
            </span>
            <span className={classes.badge}>{row.badge}</span>
            <span className={classes.because}>{row.because}</span>
          </div>
        ))}
      </div>
    </Section>
  );
}
