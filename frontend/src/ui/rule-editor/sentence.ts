import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { fieldOf, type Registry, type RuleField } from "./fields";
import { useRuleHost } from "./host";
import { useOpWords } from "./op-words";
import { isRelative, valueKind } from "./ops";
import { isAggregate, isGroup, isSegment, type FieldTest, type Group, type Item, type RuleValue, type RuleWindow, type Test } from "./rule";
import { nounOf, reckonedField } from "./tests";

/** Says a rule as a sentence in the user's language. */
export function useSentence(registry: Registry): (draft: Group) => string {
  const { t } = useTranslation();
  const words = useTestWords(registry);
  return useCallback(
    (draft: Group) => {
      const say = (item: Item, top: boolean): string => {
        if (!isGroup(item)) return item.negated ? t("rules.say.not", { test: words(item.test) }) : words(item.test);
        const parts = item.items.map((one) => say(one, false));
        if (parts.length === 0) return t(item.join === "all" || item.join === "none" ? "rules.say.everybody" : "rules.say.nobody");
        const joined = parts.join(t(item.join === "all" || item.join === "notAll" ? "rules.say.and" : "rules.say.or"));
        if (item.join === "none") return t("rules.say.none", { tests: joined });
        if (item.join === "notAll") return t("rules.say.notAll", { tests: joined });
        return top || parts.length === 1 ? joined : `(${joined})`;
      };
      return t("rules.say.clients", { tests: say(draft, true) }).replace("….", "…");
    },
    [t, words],
  );
}

/** Says one test. */
function useTestWords(registry: Registry) {
  const { t } = useTranslation();
  const host = useRuleHost();
  const valueWords = useValueWords();
  const ops = useOpWords();
  return useCallback(
    (test: Test): string => {
      const compared = (field: RuleField, op: string, value: RuleValue | undefined) => ops.say(field, op, valueWords(field, op, value));
      const fieldWords = (one: FieldTest) => {
        const field = fieldOf(registry, one.field);
        return field ? `${host.fieldName(field)} ${compared(field, one.op, one.value)}` : t("rules.gone", { field: one.field });
      };
      if (isSegment(test)) return t(`rules.say.member.${test.op}`, { name: test.segment ? host.recordName("segment", test.segment) : "…" });
      if (!isAggregate(test)) return fieldWords(test);
      const field = fieldOf(registry, test.of);
      const noun = host.nounName(nounOf(test.of)).toLocaleLowerCase();
      const what = t(`rules.say.measure.${test.measure}`, { noun, ofNoun: ofWords(noun), field: field ? host.fieldName(field).toLocaleLowerCase() : "" });
      const where = test.where?.length ? ` ${t("rules.say.where", { tests: test.where.map(fieldWords).join(t("rules.say.and")) })}` : "";
      return `${what}${windowWords(test.window, t as unknown as T, valueWords)}${where} ${compared(reckonedField(registry, test), test.op, test.value)}`;
    },
    [registry, host, t, valueWords, ops],
  );
}

/** French "de" before a noun, without its vowel before another one. */
const ofWords = (noun: string) => (/^[aeéèêiouyh]/i.test(noun) ? `d’${noun}` : `de ${noun}`);

type T = (key: string, options?: Record<string, unknown>) => string;
type ValueWords = ReturnType<typeof useValueWords>;

const dayField: RuleField = { name: "", noun: "", type: "day", ops: [], label: "" };

function windowWords(window: RuleWindow | undefined, t: T, valueWords: ValueWords): string {
  if (!window) return "";
  if ("last" in window) return ` ${t(`rules.say.last.${window.unit}`, { count: window.last })}`;
  const from = window.from && valueWords(dayField, "is", window.from);
  const to = window.to && valueWords(dayField, "is", window.to);
  if (from && to) return ` ${t("rules.say.fromTo", { from, to })}`;
  if (from) return ` ${t("rules.say.since", { from })}`;
  return to ? ` ${t("rules.say.until", { to })}` : "";
}

/** Says a value as people read it: names of records, money, days. */
function useValueWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useRuleHost();
  return useCallback(
    (field: RuleField, op: string, value: RuleValue | undefined): string => {
      const one = (single: RuleValue | undefined): string => {
        if (single === undefined || single === "") return "…";
        if (typeof single === "boolean") return t(single ? "rules.yes" : "rules.no").toLocaleLowerCase();
        if (isRelative(single)) {
          const ahead = "ahead" in single;
          const count = ahead ? single.ahead : single.ago;
          if (op === "anniversary_within") return t(`rules.say.within.${single.unit}`, { count });
          if (count === 0) return t("rules.say.today");
          return t(`rules.say.${ahead ? "ahead" : "ago"}.${single.unit}`, { count });
        }
        if (typeof single === "number") return field.type === "money" ? format.money(single) : format.number(single, 4);
        if (Array.isArray(single)) return single.map(one).join(", ");
        const text = String(single);
        if (field.type === "day" || field.type === "time") return format.day(text.slice(0, 10));
        if (field.reference) return host.recordName(field.reference, text);
        return field.choices?.length ? host.choiceName(field, text) : t("rules.say.quoted", { text });
      };
      const kind = valueKind(op);
      if (kind === "none") return "";
      if (kind === "two" && Array.isArray(value)) return t("rules.say.pair", { a: one(value[0]), b: one(value[1]) });
      if (kind === "many" && Array.isArray(value)) return value.length ? value.map((single) => one(single)).join(t("rules.say.orShort")) : "…";
      return one(value);
    },
    [t, format, host],
  );
}
