import type { ComboboxData } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, ofClient, type Registry, type RuleField } from "./fields";
import { useRuleHost } from "./host";
import { isAggregate, isSegment, type AggregateTest, type FieldTest, type Measure, type Test } from "./rule";

/** What a test is about, as one word: a field, a collection, or membership. */
export function subjectOf(test: Test): string {
  if (isSegment(test)) return "segment";
  if (isAggregate(test)) return `of:${nounOf(test.of)}`;
  return `field:${test.field}`;
}

/** The collection of what is reckoned: "order" of "order.net". */
export const nounOf = (of: string) => of.split(".")[0] ?? of;

/** Everything a line may be about, by group. */
export function useSubjects(registry: Registry): ComboboxData {
  const { t } = useTranslation();
  const host = useRuleHost();
  return useMemo(() => {
    const groups = new Map<string, { value: string; label: string }[]>();
    for (const field of registry.fields) {
      if (!ofClient(registry, field) || field.archived) continue;
      const items = groups.get(field.noun) ?? [];
      items.push({ value: `field:${field.name}`, label: host.fieldName(field) });
      groups.set(field.noun, items);
    }
    return [
      ...[...groups].map(([noun, items]) => ({ group: host.nounName(noun), items })),
      { group: t("rules.history"), items: registry.collections.map((noun) => ({ value: `of:${noun}`, label: host.nounName(noun) })) },
      { group: t("rules.segments"), items: [{ value: "segment", label: t("rules.segment") }] },
    ];
  }, [registry, host, t]);
}

/** A first test of a field: its first operator, and a value where one stands to reason. */
export function fieldTest(field: RuleField): FieldTest {
  const op = field.ops[0] ?? "is";
  return { field: field.name, op, ...(field.type === "flag" ? { value: true } : {}) };
}

/** The test of a subject; what is there stays where it fits. */
export function testOf(registry: Registry, subject: string, now: Test): Test {
  if (subjectOf(now) === subject) return now;
  if (subject === "segment") return { segment: "", op: "in" };
  if (subject.startsWith("of:")) return { measure: "count", of: subject.slice(3), op: "gte", value: 1, window: { last: 12, unit: "month" } };
  const field = fieldOf(registry, subject.slice(6));
  return field ? fieldTest(field) : now;
}

export function firstTest(registry: Registry): Test {
  const field = registry.fields.find((one) => ofClient(registry, one));
  return field ? fieldTest(field) : { segment: "", op: "in" };
}

/** The fields of a collection that a measure can be reckoned of. */
export const measured = (registry: Registry, noun: string, measure: Measure) => registry.fields.filter((field) => field.noun === noun && field.measures?.some((one) => one.measure === measure));

/** The fields of a collection that its rows can be narrowed by. */
export const narrowing = (registry: Registry, noun: string) => registry.fields.filter((field) => field.noun === noun && field.ops.length > 0);

/** The operators that compare what a test reckons. */
export const reckonedOps = (registry: Registry, test: AggregateTest): readonly string[] => (test.measure === "count" ? registry.countOps : (fieldOf(registry, test.of)?.measures?.find((one) => one.measure === test.measure)?.ops ?? []));

/** What the value of a reckoned test is: money of a sum of money, a number of a count. */
export function reckonedField(registry: Registry, test: AggregateTest): RuleField {
  const field = fieldOf(registry, test.of);
  const plain = test.measure === "count" || test.measure === "distinct" || !field;
  return { name: test.of, noun: nounOf(test.of), type: plain ? "number" : field.type, ops: [], label: "" };
}
