import { type Currency, toMajor, toMinor } from "./format";

/** A currency by its code: the house's own, or another one with the decimals that Intl gives it. */
export function currencyOf(code: string | undefined, house: Currency): Currency {
  if (!code || code === house.code) return house;
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency: code }).resolvedOptions();
    return { code, exponent: maximumFractionDigits ?? 2 };
  } catch {
    return { code, exponent: 2 };
  }
}

/** What an amount field holds for an amount in minor units; empty where there is none. */
export const typedAmount = (minor: number | null | undefined, currency: Currency): number | "" => (minor === null || minor === undefined ? "" : toMajor(minor, currency));

/** Minor units of what was typed; undefined where nothing was. */
export const minorOf = (typed: number | string, currency: Currency): number | undefined => (typed === "" ? undefined : toMinor(Number(typed), currency));
