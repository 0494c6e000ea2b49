/** The first and the last day of a month such as 2026-03, moved by some months. */
export function monthDays(month: string, by = 0): { from: string; to: string } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return days(new Date(Date.UTC(year, number - 1 + by, 1)), 1);
}

/** The first and the last day of a cohort: a month such as 2026-03 or a quarter such as 2026-Q1. */
export function cohortDays(cohort: string): { from: string; to: string } {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(cohort);
  if (!quarter) return monthDays(cohort);
  return days(new Date(Date.UTC(Number(quarter[1]), (Number(quarter[2]) - 1) * 3, 1)), 3);
}

function days(first: Date, months: number): { from: string; to: string } {
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}
