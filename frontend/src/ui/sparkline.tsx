type Props = { values: readonly number[]; label: string; width?: number; height?: number };

/** A small line of the last periods, without axes; its label says what it shows. */
export function Sparkline({ values, label, width = 96, height = 28 }: Props) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const step = (width - 4) / (values.length - 1);
  const points = values.map((value, at) => [2 + at * step, height - 3 - ((value - low) / span) * (height - 6)] as const);
  const line = points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const [lastX, lastY] = points[points.length - 1]!;
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ display: "block", overflow: "visible" }}>
      <path d={`${line}L${lastX.toFixed(1)} ${height}L2 ${height}Z`} fill="var(--brand)" opacity={0.1} />
      <path d={line} fill="none" stroke="var(--brand)" strokeWidth={1.6} strokeLinejoin="round" strokeLinecap="round" />
      <circle cx={lastX} cy={lastY} r={2.6} fill="var(--brand)" />
    </svg>
  );
}
