/** An estimate as it is told: rounded to what its interval tells, with the larger half of the interval, rounded up. */
export function about(estimate: number, low: number, high: number): { value: number; margin: number } {
  const half = Math.max(high - estimate, estimate - low);
  if (half < 1) return { value: Math.round(estimate), margin: Math.ceil(half) };
  const unit = 10 ** Math.floor(Math.log10(half));
  return { value: Math.round(estimate / unit) * unit, margin: Math.ceil(half / unit) * unit };
}
