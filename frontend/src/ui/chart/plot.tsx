import { Skeleton } from "@mantine/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";

/** A mark that can be reached with the arrow keys and opened with Enter. */
export type Mark = {
  seriesIndex: number;
  dataIndex: number;
  /** Where a series has two kinds of data: its nodes or its edges. */
  dataType?: "node" | "edge";
  label: string;
  onOpen?: () => void;
};

type Props = {
  option: EChartsCoreOption;
  /** What the plot says, in words. */
  label: string;
  height?: number;
  marks?: readonly Mark[];
  chart?: RefObject<EChartsType | null>;
  /** Brings what only this plot needs (outlines of a map); the same function at each render. */
  prepare?: () => Promise<unknown>;
};

/** One ECharts plot: follows its box, answers to mouse and keyboard, and says in words what it shows. */
export function Plot({ option, label, height = 300, marks = [], chart: outer, prepare }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const newest = useRef({ marks, option });
  newest.current = { marks, option };
  const [ready, setReady] = useState(false);
  const [at, setAt] = useState(-1);

  useEffect(() => {
    let gone = false;
    let watch: ResizeObserver | undefined;
    void Promise.all([import("./echarts"), prepare?.()]).then(([{ init }]) => {
      if (gone || !box.current) return;
      const made = init(box.current, undefined, { renderer: "canvas" });
      chart.current = made;
      if (outer) outer.current = made;
      made.on("click", (event) => open(newest.current.marks, event as ClickEvent));
      made.setOption(newest.current.option);
      watch = new ResizeObserver(() => made.resize());
      watch.observe(box.current);
      setReady(true);
    });
    return () => {
      gone = true;
      watch?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [outer, prepare]);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  const step = (event: KeyboardEvent) => {
    if (marks.length === 0) return;
    if (event.key === "Enter" && at >= 0) {
      marks[at]?.onOpen?.();
      return;
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (at + by + marks.length) % marks.length;
    setAt(next);
    const mark = marks[next];
    if (!mark) return;
    chart.current?.dispatchAction({ type: "downplay" });
    const where = { seriesIndex: mark.seriesIndex, dataIndex: mark.dataIndex, dataType: mark.dataType };
    chart.current?.dispatchAction({ type: "highlight", ...where });
    chart.current?.dispatchAction({ type: "showTip", ...where });
  };

  return (
    <div
      role={marks.length > 0 ? "application" : "img"}
      aria-label={marks.length > 0 ? `${label} ${t("chart.clickHint")}` : label}
      tabIndex={marks.length > 0 ? 0 : undefined}
      onKeyDown={step}
      style={{ position: "relative", height, borderRadius: 8 }}
    >
      {!ready && <Skeleton height={height} style={{ position: "absolute", inset: 0 }} />}
      <div ref={box} style={{ height, width: "100%", cursor: "default" }} aria-hidden />
      <div aria-live="polite" style={hidden}>
        {at >= 0 ? marks[at]?.label : ""}
      </div>
    </div>
  );
}

type ClickEvent = { seriesIndex?: number; dataIndex?: number; dataType?: string };

function open(marks: readonly Mark[], event: ClickEvent) {
  marks.find((mark) => mark.seriesIndex === event.seriesIndex && mark.dataIndex === event.dataIndex && (!mark.dataType || mark.dataType === event.dataType))?.onOpen?.();
}

const hidden = { position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" } as const;
