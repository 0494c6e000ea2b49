import { Button, Checkbox, Group as Row, Stack, Text, UnstyledButton } from "@mantine/core";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { usePortfolio } from "@/entities/portfolio";
import { plainInkOn } from "@/ui/chart/ink";
import { usePalette } from "@/ui/chart/use-palette";
import { cellsOf, differing, groupColor, groups, linesOf, painted, type Cells, type Group } from "./map-cells";
import classes from "./map-editor.module.css";
import type { MapLine } from "./queries";

type Props = { lines: readonly MapLine[]; saved: readonly MapLine[]; error?: string; onChange: (lines: MapLine[]) => void };

const scores = [1, 2, 3, 4, 5] as const;
const down = [5, 4, 3, 2, 1] as const;

/** The map of the eleven groups: a group is picked and painted over the cells, by mouse, finger or keys. */
export function MapEditor({ lines, saved, error, onChange }: Props) {
  const { t } = useTranslation();
  const cells = useMemo(() => cellsOf(lines), [lines]);
  const before = useMemo(() => cellsOf(saved), [saved]);
  const [group, setGroup] = useState<Group>("champions");
  const [whole, setWhole] = useState(false);
  // A stroke paints several cells before the next render.
  const newest = useRef(cells);
  newest.current = cells;
  const paint = (cell: string) => {
    const next = painted(newest.current, cell, group, whole);
    if (differing(next, newest.current) === 0) return;
    newest.current = next;
    onChange(linesOf(next));
  };
  const changed = differing(cells, before);
  return (
    <Stack gap="sm" role="group" aria-label={t("runSettings.field.rfm_map")}>
      <Text fw={600} fz="sm">
        {t("runSettings.field.rfm_map")}
      </Text>
      <Text fz="sm" c="dimmed">
        {t("runSettings.map.hint")}
      </Text>
      <GroupPicker cells={cells} picked={group} onPick={setGroup} />
      <Checkbox label={t("runSettings.map.whole")} checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
      <Planes cells={cells} before={before} onPaint={paint} />
      <Text fz="xs" c="dimmed">
        {t("runSettings.map.axes")}
      </Text>
      <Row justify="space-between">
        <Text fz="sm" c="dimmed" aria-live="polite">
          {changed > 0 ? t("runSettings.map.custom", { changed }) : t("runSettings.map.all")}
        </Text>
        {changed > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange([...saved])}>
            {t("runSettings.map.saved")}
          </Button>
        )}
      </Row>
      {error && (
        <Text fz="sm" c="var(--down)" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}

function GroupPicker({ cells, picked, onPick }: { cells: Cells; picked: Group; onPick: (group: Group) => void }) {
  const { t } = useTranslation();
  const palette = usePalette();
  const counts = useMemo(() => new Map(linesOf(cells).map((line) => [line.group, line.cells.length])), [cells]);
  return (
    <div className={classes.groups} role="radiogroup" aria-label={t("runSettings.map.groups")}>
      {groups.map((group) => {
        const color = groupColor(palette, group);
        return (
          <UnstyledButton key={group} type="button" role="radio" aria-checked={group === picked} className={classes.group} onClick={() => onPick(group)}>
            <span className={classes.swatch} style={{ background: color, color: plainInkOn(color) }}>
              {t(`runSettings.map.short.${group}`)}
            </span>
            {t(`rfm.${group}`)}
            <small>{counts.get(group) ?? 0}</small>
          </UnstyledButton>
        );
      })}
    </div>
  );
}

function Planes({ cells, before, onPaint }: { cells: Cells; before: Cells; onPaint: (cell: string) => void }) {
  const { t } = useTranslation();
  const palette = usePalette();
  const known = usePortfolio().data?.rfm.cells;
  const clients = useMemo(() => new Map((known ?? []).map((cell) => [`${cell.r}${cell.f}${cell.m}`, cell.clients])), [known]);
  const drawing = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState("555");
  const go = (cell: string) => {
    setAt(cell);
    box.current?.querySelector<HTMLButtonElement>(`[data-cell="${cell}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const [r = 5, f = 5, m = 5] = [...at].map(Number);
    const within = (score: number) => Math.max(1, Math.min(5, score));
    const next = { ArrowRight: [r + 1, f, m], ArrowLeft: [r - 1, f, m], ArrowUp: [r, f + 1, m], ArrowDown: [r, f - 1, m], PageUp: [r, f, m + 1], PageDown: [r, f, m - 1] }[event.key];
    if (!next) return;
    event.preventDefault();
    go(next.map(within).join(""));
  };
  return (
    <div ref={box} className={classes.planes} onKeyDown={onKey} onPointerUp={() => (drawing.current = false)} onPointerLeave={() => (drawing.current = false)}>
      {down.map((m) => (
        <div key={m} className={classes.plane} role="group" aria-label={t("runSettings.map.plane", { m })}>
          <span className={classes.name}>
            {t("runSettings.map.plane", { m })}
            {m === 5 ? ` (${t("runSettings.map.best")})` : m === 1 ? ` (${t("runSettings.map.least")})` : ""}
          </span>
          <div className={classes.grid}>
            {down.map((f) => [
              <span key={`f${f}`} className={classes.axis} aria-hidden>
                {f}
              </span>,
              ...scores.map((r) => {
                const cell = `${r}${f}${m}`;
                const group = cells[cell] ?? "lost";
                const color = groupColor(palette, group);
                const here = clients.get(cell);
                const label = t("runSettings.map.cell", { r, f, m, group: t(`rfm.${group}`) }) + (here === undefined ? "" : `, ${t("runSettings.map.here", { clients: t("charts.clients", { count: here }) })}`);
                return (
                  <button
                    key={cell}
                    type="button"
                    data-cell={cell}
                    data-changed={before[cell] !== group}
                    className={classes.cell}
                    style={{ background: color, color: plainInkOn(color) }}
                    tabIndex={cell === at ? 0 : -1}
                    aria-label={label}
                    title={label}
                    onFocus={() => setAt(cell)}
                    onClick={() => onPaint(cell)}
                    onPointerDown={(event) => {
                      drawing.current = true;
                      if (event.currentTarget.hasPointerCapture(event.pointerId)) event.currentTarget.releasePointerCapture(event.pointerId);
                    }}
                    onPointerEnter={() => drawing.current && onPaint(cell)}
                    onPointerLeave={() => drawing.current && onPaint(cell)}
                  >
                    {t(`runSettings.map.short.${group}`)}
                  </button>
                );
              }),
            ])}
            <span aria-hidden />
            {scores.map((r) => (
              <span key={`r${r}`} className={classes.axis} aria-hidden>
                {r}
              </span>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
