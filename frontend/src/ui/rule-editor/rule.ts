/** A rule as the API takes it: a tree of tests. The editor works on a draft of it, in which every line has a key of its own. */

export type RuleValue = string | number | boolean | RelativeDay | readonly (string | number | RelativeDay)[];
/** A day counted from today. */
export type RelativeDay = { ago: number; unit: Unit } | { ahead: number; unit: Unit };
export type Unit = "day" | "week" | "month" | "year";
/** The last so many days, weeks, months or years up to today, or from one day to another. */
export type RuleWindow = { last: number; unit: Unit } | { from?: string; to?: string };
export type FieldTest = { field: string; op: string; value?: RuleValue };
export type AggregateTest = { measure: Measure; of: string; where?: FieldTest[]; window?: RuleWindow; op: string; value?: RuleValue };
export type SegmentTest = { segment: string; op: "in" | "not_in" };
export type Test = FieldTest | AggregateTest | SegmentTest;
export type RuleNode = { all: RuleNode[] } | { any: RuleNode[] } | { not: RuleNode } | Test;
export type Rule = { version: 1; root: RuleNode };

export const measures = ["count", "sum", "average", "min", "max", "distinct"] as const;
export type Measure = (typeof measures)[number];

/** How the lines of a group are joined. */
export const joins = ["all", "any", "none", "notAll"] as const;
export type Join = (typeof joins)[number];

export type Line = { key: string; test: Test; negated: boolean };
export type Group = { key: string; join: Join; items: Item[] };
export type Item = Group | Line;

export const isGroup = (item: Item): item is Group => "items" in item;
export const isAggregate = (test: Test): test is AggregateTest => "measure" in test;
export const isSegment = (test: Test): test is SegmentTest => "segment" in test;
export const isField = (test: Test): test is FieldTest => "field" in test;

let made = 0;
const newKey = () => `line-${++made}`;

export const emptyGroup = (join: Join = "all"): Group => ({ key: newKey(), join, items: [] });
export const newLine = (test: Test): Line => ({ key: newKey(), test, negated: false });

/** The draft of a rule; an empty one holds everybody. */
export function draftOf(rule: Rule | undefined): Group {
  const root = rule ? itemOf(rule.root) : emptyGroup();
  return isGroup(root) ? root : { key: newKey(), join: "all", items: [root] };
}

function itemOf(node: RuleNode): Item {
  if ("all" in node) return { key: newKey(), join: "all", items: node.all.map(itemOf) };
  if ("any" in node) return { key: newKey(), join: "any", items: node.any.map(itemOf) };
  if (!("not" in node)) return newLine(node);
  const inner = itemOf(node.not);
  if (!isGroup(inner)) return inner.negated ? { key: newKey(), join: "notAll", items: [inner] } : { ...inner, negated: true };
  if (inner.join === "all") return { ...inner, join: "notAll" };
  if (inner.join === "any") return { ...inner, join: "none" };
  return { key: newKey(), join: "notAll", items: [inner] };
}

/** The rule of a draft. */
export const ruleOf = (draft: Group): Rule => ({ version: 1, root: nodeOf(draft) });

function nodeOf(item: Item): RuleNode {
  if (!isGroup(item)) return item.negated ? { not: item.test } : item.test;
  const items = item.items.map(nodeOf);
  switch (item.join) {
    case "all":
      return { all: items };
    case "any":
      return { any: items };
    case "none":
      return { not: { any: items } };
    case "notAll":
      return { not: { all: items } };
  }
}

/** The draft with one of its items replaced; null takes the item out. */
export function replaceItem(group: Group, key: string, next: Item | null): Group {
  return {
    ...group,
    items: group.items.flatMap((item) => {
      if (item.key === key) return next ? [next] : [];
      return [isGroup(item) ? replaceItem(item, key, next) : item];
    }),
  };
}

/** The draft with one item moved a place up (-1) or down (1) within its group. */
export function moveItem(group: Group, key: string, by: -1 | 1): Group {
  const at = group.items.findIndex((item) => item.key === key);
  if (at < 0) return { ...group, items: group.items.map((item) => (isGroup(item) ? moveItem(item, key, by) : item)) };
  const items = [...group.items];
  const other = items[at + by];
  const mine = items[at];
  if (!other || !mine) return group;
  items[at] = other;
  items[at + by] = mine;
  return { ...group, items };
}

/** The JSON path of each line and group of a draft ("root.all[0].not.value" without its end), by key: where the API's field errors belong. */
export function pathsOf(draft: Group): Map<string, string> {
  const out = new Map<string, string>();
  const walk = (item: Item, path: string) => {
    if (!isGroup(item)) {
      out.set(item.key, item.negated ? `${path}.not` : path);
      return;
    }
    out.set(item.key, path);
    const inner = item.join === "all" ? `${path}.all` : item.join === "any" ? `${path}.any` : item.join === "none" ? `${path}.not.any` : `${path}.not.all`;
    item.items.forEach((one, index) => walk(one, `${inner}[${index}]`));
  };
  walk(draft, "root");
  return out;
}

/** The records that a rule names: values of fields whose reference is a noun, and segments; each once. */
export function recordsOf(draft: Group, referenceOf: (field: string) => string | undefined): { reference: string; id: string }[] {
  const out = new Map<string, { reference: string; id: string }>();
  const add = (reference: string | undefined, value: RuleValue | undefined) => {
    if (!reference || value === undefined) return;
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === "string" && one) out.set(`${reference}:${one}`, { reference, id: one });
  };
  const walk = (item: Item) => {
    if (isGroup(item)) return item.items.forEach(walk);
    const { test } = item;
    if (isSegment(test)) add("segment", test.segment);
    else if (isAggregate(test)) test.where?.forEach((one) => add(referenceOf(one.field), one.value));
    else add(referenceOf(test.field), test.value);
  };
  walk(draft);
  return [...out.values()];
}
