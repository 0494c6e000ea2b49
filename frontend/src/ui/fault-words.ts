import type { TFunction } from "i18next";
import type { FieldFault, Problem } from "@/lib/problem";
import { faults, refusals } from "@/i18n/en/faults";

type Known = keyof typeof faults;

const isKnown = (code: string): code is Known => code in faults;

/** What is wrong with a field in the user's language; the API's own words where its code is not known here. */
export function faultWords(t: TFunction, { code, message }: FieldFault): string {
  if (!isKnown(code)) return message;
  const numbers = message.match(/\d[\d,.]*\d|\d/g) ?? [];
  if (code === "range" && /between/.test(message) && numbers.length === 2) return t("faults.range_of", { min: numbers[0], max: numbers[1] });
  if (code === "too_long" && numbers.length === 1) return t("faults.too_long_of", { max: numbers[0] });
  const [, line = "1", detail = message] = /^line (\d+): (.*)$/s.exec(message) ?? []; // of a text
  return t(`faults.${code}`, { detail, line });
}

/** Why something was refused, in the user's language; the API's own words where its code is not known here. What stands after a colon names what is in the way. */
export function refusalWords(t: TFunction, { code, status, message }: Problem): string {
  if (code in refusals) return t(`refusals.${code as keyof typeof refusals}`, { detail: /: (.*)$/s.exec(message)?.[1] ?? "" });
  return status === 412 || status === 428 ? t("error.conflict") : message;
}

/** The faults of a form by field. Forms name the parts of a list "stages.0.name", the API "stages[0].name": both are given. */
export function faultsByField(t: TFunction, faults: readonly FieldFault[]): Record<string, string> {
  return Object.fromEntries(
    faults.flatMap((fault) => {
      const words = faultWords(t, fault);
      const dotted = fault.field.replace(/\[(\d+)\]/g, ".$1");
      return dotted === fault.field ? [[fault.field, words]] : [[fault.field, words], [dotted, words]];
    }),
  );
}
