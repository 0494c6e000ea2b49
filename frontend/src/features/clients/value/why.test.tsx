import { MantineProvider } from "@mantine/core";
import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { chooseLanguage } from "@/i18n/i18n";
import { useReasonText } from "./why";

afterEach(() => act(() => chooseLanguage("en")));

it.each([
  ["en", "cycle_kept", { cycle_days: 45, until_days: 61 }, "In its cycle: buys about every 45 days, and has up to 61 days after a purchase"],
  ["en", "cycle_late", { cycle_days: 730, until_days: 913 }, "Late in its cycle: buys about every 24 months, at most 30 months after a purchase"],
  ["en", "cycle_lapsed", { cycle_days: 730, until_days: 913 }, "Its cycle is long over: bought about every 24 months, at most 30 months after a purchase"],
  ["fr", "cycle_kept", { cycle_days: 45, until_days: 61 }, "Dans son cycle : il achète tous les 45 jours environ, au plus tard 61 jours après un achat"],
  ["fr", "cycle_late", { cycle_days: 730, until_days: 913 }, "En retard sur son cycle : il achète tous les 24 mois environ, au plus tard 30 mois après un achat"],
  ["fr", "cycle_lapsed", { cycle_days: 730, until_days: 913 }, "Son cycle est dépassé depuis longtemps : il achetait tous les 24 mois environ, au plus tard 30 mois après un achat"],
] as const)("says in %s where the client is in its cycle: %s", (language, code, values, said) => {
  act(() => chooseLanguage(language));
  expect(renderHook(useReasonText, { wrapper: MantineProvider }).result.current({ code, values }).replace(/[\u00a0\u202f]/g, " ")).toBe(said);
});
