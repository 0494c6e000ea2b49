/** The month of a day, moved by some months: its name (2026-03), first and last day. */
export function monthOf(day: string, by = 0): { month: string; from: string; to: string } {
  const [year = 0, number = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, number - 1 + by, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  const text = (one: Date) => one.toISOString().slice(0, 10);
  return { month: text(first).slice(0, 7), from: text(first), to: text(last) };
}
