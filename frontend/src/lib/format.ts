/** Figures and dates as people read them, by Intl, in English or French. */

export type Language = "en" | "fr";
export type Currency = { code: string; exponent: number };

const locales: Record<Language, string> = { en: "en-GB", fr: "fr-FR" };
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known as Intl.NumberFormat;
  const made = new Intl.NumberFormat(locales[language], options);
  cache.set(key, made);
  return made;
}

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known as Intl.DateTimeFormat;
  const made = new Intl.DateTimeFormat(locales[language], options);
  cache.set(key, made);
  return made;
}

/** What stands in a cell when there is no value. */
export const dash = "–";

export function formatNumber(value: number | null | undefined, language: Language, digits = 0): string {
  if (value === null || value === undefined || Number.isNaN(value)) return dash;
  return numberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** A share between 0 and 1 as a percentage. */
export function formatShare(share: number | null | undefined, language: Language, digits = 0): string {
  if (share === null || share === undefined || Number.isNaN(share)) return dash;
  return numberFormat(language, { style: "percent", maximumFractionDigits: digits }).format(share);
}

/** Integer minor units to an amount in major units, as a number fit for showing and plotting only. */
export function toMajor(minor: number, currency: Currency): number {
  return minor / 10 ** currency.exponent;
}

/** Major units typed by a person to integer minor units. */
export function toMinor(major: number, currency: Currency): number {
  return Math.round(major * 10 ** currency.exponent);
}

export type MoneyStyle = "exact" | "whole" | "short";

/** Money from minor units: exact to the cent, whole units, or shortened ("€1.2M", "1,2 M €"). */
export function formatMoney(minor: number | null | undefined, currency: Currency, language: Language, style: MoneyStyle = "exact"): string {
  if (minor === null || minor === undefined || Number.isNaN(minor)) return dash;
  const value = toMajor(minor, currency);
  const base: Intl.NumberFormatOptions = { style: "currency", currency: currency.code, currencyDisplay: "narrowSymbol" };
  if (style === "short" && Math.abs(value) >= 10_000) {
    return numberFormat(language, { ...base, notation: "compact", maximumSignificantDigits: 3 }).format(value);
  }
  const digits = style === "exact" ? currency.exponent : 0;
  return numberFormat(language, { ...base, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** Large counts shortened ("12.4k", "12,4 k"); small ones stay whole. */
export function formatShort(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined || Number.isNaN(value)) return dash;
  if (Math.abs(value) < 10_000) return formatNumber(value, language);
  return numberFormat(language, { notation: "compact", maximumSignificantDigits: 3 }).format(value);
}

/** A change as a signed percentage; null when there is nothing to compare with. */
export function change(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || before === null || before === undefined || before === 0) return null;
  return (now - before) / Math.abs(before);
}

export function formatChange(share: number | null, language: Language): string {
  if (share === null) return dash;
  const digits = Math.abs(share) < 0.1 ? 1 : 0;
  return numberFormat(language, { style: "percent", maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(share);
}

/** A day without a clock ("2026-03-12") in words ("12 March 2026"); it belongs to no time zone. */
export function formatDay(day: string | null | undefined, language: Language, style: "long" | "medium" | "month" = "medium"): string {
  if (!day) return dash;
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const options: Intl.DateTimeFormatOptions =
    style === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: style === "long" ? "long" : "short", year: "numeric" };
  const text = dateFormat(language, { ...options, timeZone: "UTC" }).format(date);
  return language === "fr" && style !== "month" ? text.replace(/^1 /, "1er ") : text;
}

/** An instant, shown in the organisation's time zone. */
export function formatInstant(instant: string | null | undefined, language: Language, timeZone: string): string {
  if (!instant) return dash;
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return dateFormat(language, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone }).format(date);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 days ago", "il y a 3 jours". */
export function formatAgo(instant: string | null | undefined, language: Language, now: Date): string {
  if (!instant) return dash;
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return relative.format(0, "minute");
}

/** Bytes in the largest fitting unit. */
export function formatBytes(bytes: number | null | undefined, language: Language): string {
  if (bytes === null || bytes === undefined) return dash;
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let value = bytes;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return numberFormat(language, { style: "unit", unit: units[at], unitDisplay: "short", maximumFractionDigits: at === 0 ? 0 : 1 }).format(value);
}

/** Name of a country from its two-letter code. */
export function formatCountry(code: string | null | undefined, language: Language): string {
  if (!code) return dash;
  try {
    return new Intl.DisplayNames(locales[language], { type: "region" }).of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

/** Compares texts as a person of that language would sort them. */
export function collator(language: Language): Intl.Collator {
  return new Intl.Collator(locales[language], { sensitivity: "base", numeric: true });
}
