import { useMediaQuery } from "@mantine/hooks";
import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { baseOption, tipHtml } from "./base-option";
import { classLook, classOrder, type ClassMeasure } from "./class-look";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Clients that were in one class and are in another; `share` is of the class before, value in minor units. */
export type Move = { from: string; to: string; clients: number; value: number; share: number; onOpen?: () => void };

export type MigrationData = {
  measure: ClassMeasure;
  /** The classes in order, as the analysis gives them; the known order where left out. */
  classes?: readonly string[];
  moves: readonly Move[];
  show: "clients" | "value";
};

type Props = MigrationData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** How clients went from class to class between two runs; each class stands on both sides. */
export function MigrationPlot({ measure, classes, moves, show, label, height = 420, chart }: Props) {
  const look = useLook();
  const narrow = useMediaQuery("(max-width: 36em)", false, { getInitialValueInEffect: false });
  const drawn = useMemo(() => moves.filter((move) => amountOf(move, show) > 0), [moves, show]);
  const option = useMemo(() => migrationOption({ measure, classes, moves: drawn, show }, look, narrow), [measure, classes, drawn, show, look, narrow]);
  const marks = drawn.map((move, dataIndex) => ({ seriesIndex: 0, dataIndex, dataType: "edge" as const, label: moveText(move, measure, look), onOpen: move.onOpen }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

const amountOf = (move: Move, show: "clients" | "value") => (show === "clients" ? move.clients : Math.max(0, move.value));
const before = (name: string) => `before:${name}`;
const after = (name: string) => `after:${name}`;
const nameOf = (node: string) => node.slice(node.indexOf(":") + 1);

function inOrder(names: Iterable<string>, order: readonly string[]): string[] {
  const place = (name: string) => (name === "absent" ? Infinity : order.includes(name) ? order.indexOf(name) : order.length);
  return [...new Set(names)].sort((left, right) => place(left) - place(right) || left.localeCompare(right));
}

/** On a narrow screen the names stand alone and are cut, so that those of both sides have room. */
export function migrationOption({ measure, classes, moves, show }: MigrationData, look: Look, narrow = false) {
  const { palette, format } = look;
  const order = classes ?? classOrder[measure] ?? [];
  const node = (side: (name: string) => string, right: boolean) => (name: string) => ({
    name: side(name),
    depth: right ? 1 : 0,
    itemStyle: { color: classLook(look, measure, name).color, borderColor: palette.line, borderWidth: name === "absent" ? 1 : 0 },
    label: { position: right ? "left" : "right" },
  });
  return {
    ...baseOption(palette),
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataType?: string; dataIndex: number; name: string; value: number }) => {
        const move = moves[item.dataIndex];
        if (item.dataType === "edge" && move) return moveTip(move, measure, look);
        const amount = show === "clients" ? look.t("charts.clients", { count: item.value }) : format.money(item.value, "whole");
        return tipHtml(classLook(look, measure, nameOf(item.name)).label, [[look.t(item.name.startsWith("before:") ? "charts.migration.before" : "charts.migration.after"), amount]]);
      },
    },
    series: [
      {
        type: "sankey",
        left: 6,
        right: 6,
        top: 8,
        bottom: 8,
        nodeWidth: 16,
        nodeGap: 12,
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: "adjacency", lineStyle: { opacity: 0.7 } },
        lineStyle: { color: "source", opacity: palette.surface === "#ffffff" ? 0.32 : 0.4, curveness: 0.5 },
        label: {
          color: palette.text,
          fontSize: 12,
          fontWeight: 600,
          textBorderColor: palette.surface,
          textBorderWidth: 3,
          ...(narrow && { width: 96, overflow: "truncate" }),
          formatter: (item: { name: string; value: number }) =>
            narrow ? classLook(look, measure, nameOf(item.name)).label : `${classLook(look, measure, nameOf(item.name)).label}  {amount|${show === "clients" ? format.short(item.value) : format.money(item.value, "short")}}`,
          rich: { amount: { color: palette.dimmed, fontSize: 11.5 } },
        },
        data: [
          ...inOrder(moves.map((move) => move.from), order).map(node(before, false)),
          ...inOrder(moves.map((move) => move.to), order).map(node(after, true)),
        ],
        links: moves.map((move) => ({ source: before(move.from), target: after(move.to), value: amountOf(move, show) })),
      },
    ],
  };
}

const moveName = (move: Move, measure: ClassMeasure, look: Look) =>
  look.t("charts.migration.move", { from: classLook(look, measure, move.from).label, to: classLook(look, measure, move.to).label });

function moveTip(move: Move, measure: ClassMeasure, look: Look): string {
  const { t, format } = look;
  return tipHtml(moveName(move, measure, look), [
    [t("charts.clients"), format.number(move.clients)],
    [t("charts.migration.ofBefore"), format.share(move.share, 1)],
    [t("charts.value"), format.money(move.value, "whole")],
  ]);
}

function moveText(move: Move, measure: ClassMeasure, look: Look): string {
  const { t, format } = look;
  return `${moveName(move, measure, look)}: ${t("charts.migration.cell", { clients: t("charts.clients", { count: move.clients }), share: format.share(move.share, 1) })}, ${format.money(move.value, "whole")}`;
}

export function migrationTable(moves: readonly Move[], measure: ClassMeasure, look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.migration.before"), key: "from" },
      { title: t("charts.migration.after"), key: "to", words: true },
      { title: t("charts.clients"), key: "clients" },
      { title: t("charts.migration.ofBefore"), key: "share" },
      { title: t("charts.value"), key: "value_minor" },
    ],
    moves.map((move) => ({
      onOpen: move.onOpen,
      cells: [
        { text: classLook(look, measure, move.from).label, raw: move.from },
        { text: classLook(look, measure, move.to).label, raw: move.to },
        { text: format.number(move.clients), raw: move.clients },
        { text: format.share(move.share, 1), raw: move.share },
        { text: format.money(move.value, "whole"), raw: move.value },
      ],
    })),
  );
}
