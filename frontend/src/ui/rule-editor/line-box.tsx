import { ActionIcon, Select, Text } from "@mantine/core";
import { IconArrowsExchange, IconX } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { AggregateBox } from "./aggregate-box";
import { fieldOf, type Registry } from "./fields";
import { useRuleHost } from "./host";
import { useOpWords } from "./op-words";
import { carryValue } from "./ops";
import { isAggregate, isSegment, type FieldTest, type Line, type Test } from "./rule";
import { useSubjects, subjectOf, testOf } from "./tests";
import { ValueInput } from "./value-input";
import classes from "./rule-editor.module.css";

type Props = { registry: Registry; line: Line; fault?: string; onChange: (line: Line | null) => void; onMove: (by: -1 | 1) => void };

/** One test: what is tested, how, and against which value. Alt with an arrow moves the line; Alt with Delete takes it out. */
export function LineBox({ registry, line, fault, onChange, onMove }: Props) {
  const { t } = useTranslation();
  const subjects = useSubjects(registry);
  const { test } = line;
  const set = (next: Test) => onChange({ ...line, test: next });
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey) return;
    if (event.key === "ArrowUp") onMove(-1);
    else if (event.key === "ArrowDown") onMove(1);
    else if (event.key === "Delete") onChange(null);
    else return;
    event.preventDefault();
  };
  return (
    <div className={`${classes.line} ${fault ? classes.faulty : ""}`} onKeyDown={keys}>
      <div className={classes.parts}>
        <Select size="sm" className={classes.subject} searchable allowDeselect={false} maxDropdownHeight={340} aria-label={t("rules.subject")} nothingFoundMessage={t("list.noMatch")} value={subjectOf(test)} onChange={(next) => next && set(testOf(registry, next, test))} data={subjects} />
        {isSegment(test) ? <SegmentParts test={test} onChange={set} /> : isAggregate(test) ? <AggregateBox registry={registry} test={test} onChange={set} /> : <FieldParts registry={registry} test={test} onChange={set} />}
      </div>
      <div className={classes.tools}>
        <ActionIcon variant={line.negated ? "filled" : "subtle"} color="gray" aria-pressed={line.negated} aria-label={t("rules.negate")} title={t("rules.negate")} onClick={() => onChange({ ...line, negated: !line.negated })}>
          <IconArrowsExchange size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t("rules.removeLine")} onClick={() => onChange(null)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      {line.negated && <Text className={classes.note}>{t("rules.negated")}</Text>}
      {fault && (
        <Text c="var(--down)" fz="sm" role="alert" className={classes.note}>
          {fault}
        </Text>
      )}
    </div>
  );
}

/** Operator and value of a test of one field. */
export function FieldParts({ registry, test, onChange }: { registry: Registry; test: FieldTest; onChange: (test: FieldTest) => void }) {
  const { t } = useTranslation();
  const words = useOpWords();
  const field = fieldOf(registry, test.field);
  if (!field) return <Text c="var(--down)">{t("rules.gone", { field: test.field })}</Text>;
  return (
    <>
      <Select
        size="sm"
        className={classes.op}
        allowDeselect={false}
        aria-label={t("rules.operator")}
        value={test.op}
        onChange={(next) => next && onChange({ ...test, op: next, value: carryValue(test.value, test.op, next) })}
        data={field.ops.map((op) => ({ value: op, label: words.op(field, op) }))}
      />
      <ValueInput field={field} op={test.op} value={test.value} onChange={(value) => onChange({ ...test, value })} />
    </>
  );
}

function SegmentParts({ test, onChange }: { test: { segment: string; op: "in" | "not_in" }; onChange: (test: Test) => void }) {
  const { t } = useTranslation();
  const host = useRuleHost();
  return (
    <>
      <Select
        size="sm"
        className={classes.op}
        allowDeselect={false}
        aria-label={t("rules.operator")}
        value={test.op}
        onChange={(next) => next && onChange({ ...test, op: next as "in" })}
        data={(["in", "not_in"] as const).map((op) => ({ value: op, label: t(`rules.member.${op}`) }))}
      />
      {host.pick({ reference: "segment", label: t("rules.segment"), values: test.segment ? [test.segment] : [], many: false, onChange: (ids) => onChange({ ...test, segment: ids[ids.length - 1] ?? "" }) })}
    </>
  );
}
