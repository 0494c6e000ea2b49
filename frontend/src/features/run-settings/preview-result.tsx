import { Stack, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge } from "@/entities/class-badge";
import { useFormat } from "@/i18n/use-format";
import { SimpleTable } from "@/ui/table/simple-table";
import classes from "./preview-result.module.css";
import type { Preview, PreviewMeasure } from "./queries";

/** A preview: how many would move in each classification, and one of them class by class. */
export function PreviewResult({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const moving = preview.moved.map((one) => ({ ...one, moves: one.up + one.down }));
  const most = moving.reduce((best, one) => (one.moves > best.moves ? one : best), moving[0]!);
  const [picked, setPicked] = useState<PreviewMeasure | null>(null);
  const measure = picked ?? most.measure;
  const shown = moving.find((one) => one.measure === measure) ?? most;
  return (
    <Stack gap="md">
      <ul className={classes.moves} aria-label={t("runSettings.preview.moves")}>
        {moving.map((one) => (
          <li key={one.measure}>
            <MoveLine move={one} pressed={one.measure === measure} onPick={() => setPicked(one.measure)} />
          </li>
        ))}
      </ul>
      <Text fw={600} fz="sm">
        {shown.moves > 0 ? t("runSettings.preview.moved", { count: shown.moves }) : t("runSettings.preview.nothing")}
      </Text>
      <ClassTable preview={preview} measure={measure} />
      <Cuts preview={preview} measure={measure} />
    </Stack>
  );
}

type Move = Preview["moved"][number] & { moves: number };

function MoveLine({ move, pressed, onPick }: { move: Move; pressed: boolean; onPick: () => void }) {
  const { t } = useTranslation();
  const all = move.moves + move.stayed || 1;
  const part = (clients: number) => ({ width: `${(100 * clients) / all}%` });
  return (
    <UnstyledButton type="button" aria-pressed={pressed} className={classes.move} onClick={onPick}>
      <span>{t(`portfolioCards.migration.measures.${move.measure}`)}</span>
      <span className={classes.bar} aria-hidden>
        <i className={classes.up} style={part(move.up)} />
        <i className={classes.down} style={part(move.down)} />
      </span>
      <span className={classes.figures}>
        {move.moves === 0 ? t("runSettings.preview.stay") : `${t("runSettings.preview.up", { count: move.up })} · ${t("runSettings.preview.down", { count: move.down })}`}
      </span>
    </UnstyledButton>
  );
}

function ClassTable({ preview, measure }: { preview: Preview; measure: PreviewMeasure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = preview.classes.filter((one) => one.measure === measure);
  const signed = (change: number) => (change === 0 ? "=" : `${change > 0 ? "+" : "−"}${format.number(Math.abs(change))}`);
  return (
    <SimpleTable
      label={t(`portfolioCards.migration.measures.${measure}`)}
      rows={rows}
      rowId={(row) => row.value}
      columns={[
        { key: "class", title: t("runSettings.preview.class"), cell: (row) => (measure === "abc" && row.value !== "none" ? <AbcBadge abc={row.value} /> : <ClassBadge measure={measure} name={row.value} />) },
        { key: "now", title: t("runSettings.preview.now"), figure: true, cell: (row) => format.number(row.clients_now) },
        { key: "then", title: t("runSettings.preview.then"), figure: true, cell: (row) => <b>{format.number(row.clients)}</b> },
        {
          key: "change",
          title: t("runSettings.preview.change"),
          figure: true,
          cell: (row) => <span style={{ color: row.clients === row.clients_now ? "var(--ink-dim)" : undefined }}>{signed(row.clients - row.clients_now)}</span>,
        },
        { key: "revenue", title: t("runSettings.preview.revenue"), figure: true, cell: (row) => format.money(row.revenue_minor, "short") },
      ]}
    />
  );
}

/** Where the classes would begin. */
function Cuts({ preview, measure }: { preview: Preview; measure: PreviewMeasure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { cuts, cuts_now: now } = preview;
  const money = (minor: number | undefined) => format.money(minor, "whole");
  const lines =
    measure === "abc"
      ? cuts.abc.map((one) => {
          const before = now?.abc.find((other) => other.class === one.class);
          return before
            ? t("runSettings.preview.lowest", { name: one.class, then: money(one.lowest_minor), now: money(before.lowest_minor) })
            : t("runSettings.preview.lowestNew", { name: one.class, then: money(one.lowest_minor) });
        })
      : measure === "quadrant"
        ? [t("runSettings.preview.actual", { then: money(cuts.actual_minor), now: money(now?.actual_minor) }), t("runSettings.preview.potential", { then: money(cuts.potential_minor), now: money(now?.potential_minor) })]
        : [];
  if (lines.length === 0) return null;
  return (
    <Text fz="sm" c="dimmed" component="div">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Text>
  );
}
