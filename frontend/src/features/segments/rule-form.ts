import { valueKind } from "@/ui/rule-editor/ops";
import { isAggregate, isSegment, type FieldTest, type Rule, type RuleNode, type RuleValue, type Test } from "@/ui/rule-editor/rule";

const filled = (op: string, value: RuleValue | undefined): boolean => {
  const kind = valueKind(op);
  if (kind === "none") return true;
  if (kind === "many") return Array.isArray(value) && value.length > 0;
  if (kind === "two") return Array.isArray(value) && value.length === 2 && value.every((one) => one !== "");
  return value !== undefined && value !== "" && !Array.isArray(value);
};

const test = (one: FieldTest) => filled(one.op, one.value);

function leaf(one: Test): boolean {
  if (isSegment(one)) return one.segment !== "";
  if (isAggregate(one)) return filled(one.op, one.value) && (one.where ?? []).every(test);
  return test(one);
}

/** Whether every test of a rule has what it compares with, so that the rule may be tried. */
export function complete(rule: Rule): boolean {
  const walk = (node: RuleNode): boolean => {
    if ("all" in node) return node.all.every(walk);
    if ("any" in node) return node.any.every(walk);
    return "not" in node ? walk(node.not) : leaf(node);
  };
  return walk(rule.root);
}
