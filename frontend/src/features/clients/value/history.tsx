import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge, RfmBadge } from "@/entities/class-badge";
import { useFormat } from "@/i18n/use-format";
import { Section } from "@/ui/section";
import { Sparkline } from "@/ui/sparkline";
import { SimpleTable } from "@/ui/table/simple-table";
import type { ClientCard } from "./queries";
import classes from "./value.module.css";

type Past = ClientCard["history"][number];
type Line = { key: string; title: string; text: (past: Past) => string; cell: (past: Past) => React.ReactNode; value?: (past: Past) => number | null };

/** The most stretches of runs that are shown. */
const most = 8;

/** A client's place in every class and its figures, run by run, the newest at the right; a change stands out. */
export function History({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const past = card.history.slice(0, most).reverse();
  const lines = useLines();
  if (past.length === 0) return null;
  return (
    <Section title={t("clientCard.history.title")} hint={t("clientCard.history.hint")}>
      <SimpleTable
        label={t("clientCard.history.title")}
        rows={lines}
        rowId={(line) => line.key}
        columns={[
          { key: "measure", title: t("clientCard.history.measure"), cell: (line) => line.title },
          ...past.map((one, at) => ({
            key: String(one.from_run),
            title: format.day(one.as_of),
            cell: (line: Line) => {
              const before = past[at - 1];
              const changed = before !== undefined && line.text(before) !== line.text(one);
              return <span className={changed ? classes.changed : undefined}>{line.cell(one)}</span>;
            },
          })),
          ...(past.length > 1
            ? [{ key: "line", title: "", cell: (line: Line) => line.value && <Sparkline values={past.map((one) => line.value?.(one) ?? 0)} label={line.title} /> }]
            : []),
        ]}
      />
    </Section>
  );
}

function useLines(): Line[] {
  const { t } = useTranslation();
  const format = useFormat();
  const badge = (measure: "quadrant" | "relationship" | "life_stage" | "trend", title: string): Line => ({
    key: measure,
    title,
    text: (past) => past.figures[measure],
    cell: (past) => <ClassBadge measure={measure} name={past.figures[measure]} />,
  });
  const amount = (key: "revenue_minor" | "margin_minor" | "predicted_minor" | "potential_minor", title: string): Line => ({
    key,
    title,
    text: (past) => String(past.figures[key]),
    cell: (past) => <span className="tabular">{format.money(past.figures[key], "whole")}</span>,
    value: (past) => past.figures[key],
  });
  return [
    { key: "abc", title: t("clients.field.abc"), text: (past) => past.figures.abc, cell: (past) => <AbcBadge abc={past.figures.abc} /> },
    { key: "rfm", title: t("clients.field.rfmGroup"), text: (past) => past.figures.rfm_group, cell: (past) => <RfmBadge group={past.figures.rfm_group} /> },
    badge("quadrant", t("clients.field.quadrant")),
    badge("relationship", t("clients.field.relationship")),
    badge("life_stage", t("clients.field.lifeStage")),
    badge("trend", t("clients.field.trend")),
    amount("revenue_minor", t("clients.field.revenue")),
    amount("margin_minor", t("clients.field.margin")),
    amount("predicted_minor", t("clientCard.predicted")),
    amount("potential_minor", t("clientCard.matrix.potential")),
    { key: "alive", title: t("clientCard.alive"), text: (past) => String(past.figures.alive), cell: (past) => <span className="tabular">{format.share(past.figures.alive)}</span>, value: (past) => past.figures.alive },
  ];
}
