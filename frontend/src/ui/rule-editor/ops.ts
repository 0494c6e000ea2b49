import type { RelativeDay, RuleValue } from "./rule";

/** How many values an operator takes: "span" is a number of days ahead. */
export function valueKind(op: string): "none" | "one" | "two" | "many" | "span" {
  if (op === "is_empty" || op === "is_not_empty") return "none";
  if (op === "in" || op === "not_in") return "many";
  if (op === "between" || op === "not_between") return "two";
  if (op === "anniversary_within") return "span";
  return "one";
}

export function isRelative(value: RuleValue | undefined): value is RelativeDay {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of one operator as the next one takes it; undefined where it means nothing there. */
export function carryValue(value: RuleValue | undefined, from: string, to: string): RuleValue | undefined {
  const [before, after] = [valueKind(from), valueKind(to)];
  if (before === after) return value;
  if (before === "one" && after === "many") return value === undefined || typeof value === "boolean" || isRelative(value) ? undefined : ([value] as RuleValue);
  if (before === "many" && after === "one" && Array.isArray(value)) return value[0];
  return undefined;
}
