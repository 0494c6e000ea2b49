import { useFormat } from "@/i18n/use-format";

/** What makes a number input one of money: the currency where the language writes it, thousands apart, as many decimals as the currency has. */
export function useMoneyInput() {
  const { currency, language } = useFormat();
  const symbol = new Intl.NumberFormat(language, { style: "currency", currency: currency.code, currencyDisplay: "narrowSymbol" }).formatToParts(0).find((part) => part.type === "currency")?.value ?? currency.code;
  const french = language === "fr";
  return {
    min: 0,
    hideControls: true,
    decimalScale: currency.exponent,
    decimalSeparator: french ? "," : ".",
    thousandSeparator: french ? "\u202f" : ",",
    ...(french ? { suffix: `\u00a0${symbol}` } : { prefix: symbol }),
  };
}

/** A percentage as the language writes it. */
export function usePercentInput() {
  const french = useFormat().language === "fr";
  return { min: 0, max: 100, hideControls: true, decimalScale: 2, decimalSeparator: french ? "," : ".", suffix: french ? "\u00a0%" : "%" };
}
