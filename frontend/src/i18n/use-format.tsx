import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import * as format from "@/lib/format";

type House = { currency: format.Currency; timeZone: string };

const HouseContext = createContext<House>({ currency: { code: "EUR", exponent: 2 }, timeZone: "UTC" });

/** Gives every figure below it the organisation's currency and time zone. */
export function FormatProvider({ house, children }: { house: House; children: ReactNode }) {
  return <HouseContext value={house}>{children}</HouseContext>;
}

/** Formatting bound to the user's language and the organisation's currency and time zone. */
export function useFormat() {
  const { i18n } = useTranslation();
  const house = useContext(HouseContext);
  const language: format.Language = i18n.language === "fr" ? "fr" : "en";
  return useMemo(
    () => ({
      language,
      currency: house.currency,
      timeZone: house.timeZone,
      number: (value: number | null | undefined, digits?: number) => format.formatNumber(value, language, digits),
      short: (value: number | null | undefined) => format.formatShort(value, language),
      share: (value: number | null | undefined, digits?: number) => format.formatShare(value, language, digits),
      change: (value: number | null) => format.formatChange(value, language),
      money: (minor: number | null | undefined, style?: format.MoneyStyle, currency: format.Currency = house.currency) =>
        format.formatMoney(minor, currency, language, style),
      day: (value: string | null | undefined, style?: "long" | "medium" | "month") => format.formatDay(value, language, style),
      instant: (value: string | null | undefined) => format.formatInstant(value, language, house.timeZone),
      ago: (value: string | null | undefined) => format.formatAgo(value, language, new Date()),
      bytes: (value: number | null | undefined) => format.formatBytes(value, language),
      country: (code: string | null | undefined) => format.formatCountry(code, language),
    }),
    [language, house],
  );
}

export type Format = ReturnType<typeof useFormat>;
