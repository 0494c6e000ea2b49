import type { EChartsCoreOption } from "echarts/core";
import type { Palette } from "../theme/tokens";

const font = "'Hanken Grotesk Variable', system-ui, sans-serif";

export const reducedMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** What all plots share: fonts, quiet axes, a tooltip card. */
export function baseOption(palette: Palette): EChartsCoreOption {
  return {
    animation: !reducedMotion(),
    animationDuration: 350,
    color: [...palette.series],
    textStyle: { fontFamily: font, color: palette.text, fontSize: 12 },
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      backgroundColor: palette.surface,
      borderColor: palette.line,
      borderWidth: 1,
      padding: [8, 11],
      textStyle: { color: palette.text, fontSize: 12.5, fontFamily: font },
      extraCssText: "border-radius:8px;box-shadow:0 6px 24px rgb(10 40 40 / 14%);max-width:320px;white-space:normal;",
      confine: true,
    },
  };
}

/** A quiet axis. */
export function axis(palette: Palette, more: Record<string, unknown>): Record<string, unknown> {
  const { axisLabel, ...rest } = more;
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.grid } },
    nameTextStyle: { color: palette.dimmed, fontSize: 11.5 },
    axisLabel: { color: palette.dimmed, fontSize: 11.5, hideOverlap: true, ...(axisLabel as object | undefined) },
    ...rest,
  };
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text that is safe inside a tooltip. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}

/** A tooltip of a heading and named values. */
export function tipHtml(title: string, lines: readonly (readonly [string, string])[]): string {
  const rows = lines
    .map(([name, value]) => `<div style="display:flex;gap:18px;justify-content:space-between"><span style="opacity:.75">${escapeHtml(name)}</span><b style="font-variant-numeric:tabular-nums">${escapeHtml(value)}</b></div>`)
    .join("");
  return `<div style="font-weight:600;margin-bottom:3px">${escapeHtml(title)}</div>${rows}`;
}
