import { ActionIcon, Button, Select } from "@mantine/core";
import { IconFilterPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fieldOf, type Registry } from "./fields";
import { useRuleHost } from "./host";
import { FieldParts } from "./line-box";
import { useOpWords } from "./op-words";
import { carryValue } from "./ops";
import { measures, type AggregateTest, type FieldTest, type Measure } from "./rule";
import { fieldTest, measured, narrowing, nounOf, reckonedField, reckonedOps } from "./tests";
import { ValueInput } from "./value-input";
import { WindowInput } from "./window-input";
import classes from "./rule-editor.module.css";

type Props = { registry: Registry; test: AggregateTest; onChange: (test: AggregateTest) => void };

/** A test of what is reckoned over a client's orders, interactions and so on: what, of which rows, in which time, compared with what. */
export function AggregateBox({ registry, test, onChange }: Props) {
  const { t } = useTranslation();
  const host = useRuleHost();
  const noun = nounOf(test.of);
  const fields = measured(registry, noun, test.measure);
  const words = useOpWords();
  const pickMeasure = (measure: Measure) => {
    const of = measure === "count" ? noun : (measured(registry, noun, measure).find((one) => one.name === test.of) ?? measured(registry, noun, measure)[0])?.name;
    if (!of) return;
    const next = { ...test, measure, of };
    const same = reckonedField(registry, next).type === reckonedField(registry, test).type && reckonedOps(registry, next).includes(test.op);
    onChange(same ? next : { ...next, op: reckonedOps(registry, next).includes("gte") ? "gte" : (reckonedOps(registry, next)[0] ?? "is"), value: undefined });
  };
  return (
    <>
      <Select
        size="sm"
        className={classes.op}
        allowDeselect={false}
        aria-label={t("rules.measureLabel")}
        value={test.measure}
        onChange={(next) => next && pickMeasure(next as Measure)}
        data={measures.filter((one) => one === "count" || measured(registry, noun, one).length > 0).map((one) => ({ value: one, label: t(`rules.measure.${one}`) }))}
      />
      {test.measure !== "count" && (
        <Select size="sm" className={classes.op} allowDeselect={false} aria-label={t("rules.ofLabel")} value={test.of} onChange={(next) => next && onChange({ ...test, of: next })} data={fields.map((one) => ({ value: one.name, label: host.fieldName(one) }))} />
      )}
      <Select
        size="sm"
        className={classes.op}
        allowDeselect={false}
        aria-label={t("rules.operator")}
        value={test.op}
        onChange={(next) => next && onChange({ ...test, op: next, value: carryValue(test.value, test.op, next) })}
        data={reckonedOps(registry, test).map((op) => ({ value: op, label: words.op(reckonedField(registry, test), op) }))}
      />
      <ValueInput field={reckonedField(registry, test)} op={test.op} value={test.value} onChange={(value) => onChange({ ...test, value })} />
      <WindowInput window={test.window} onChange={(window) => onChange({ ...test, window })} />
      <Narrowing registry={registry} noun={noun} where={test.where ?? []} onChange={(where) => onChange({ ...test, where: where.length ? where : undefined })} />
    </>
  );
}

function Narrowing({ registry, noun, where, onChange }: { registry: Registry; noun: string; where: readonly FieldTest[]; onChange: (where: FieldTest[]) => void }) {
  const { t } = useTranslation();
  const host = useRuleHost();
  const fields = narrowing(registry, noun);
  const first = fields.find((field) => field.type !== "day" && field.type !== "time") ?? fields[0];
  const put = (at: number, next: FieldTest | null) => onChange(where.flatMap((one, index) => (index === at ? (next ? [next] : []) : [one])));
  return (
    <div className={classes.where}>
      {where.map((one, index) => (
        <div key={index} className={classes.narrow}>
          <span className={classes.word}>{t(index === 0 ? "rules.onlyThose" : "rules.and")}</span>
          <Select
            size="sm"
            className={classes.op}
            searchable
            allowDeselect={false}
            aria-label={t("rules.narrowBy")}
            value={one.field}
            onChange={(next) => {
              const field = next ? fieldOf(registry, next) : undefined;
              if (field) put(index, fieldTest(field));
            }}
            data={fields.map((field) => ({ value: field.name, label: host.fieldName(field) }))}
          />
          <FieldParts registry={registry} test={one} onChange={(next) => put(index, next)} />
          <ActionIcon variant="subtle" color="gray" aria-label={t("rules.removeNarrow")} onClick={() => put(index, null)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {first && (
        <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconFilterPlus size={13} aria-hidden />} onClick={() => onChange([...where, fieldTest(first)])}>
          {t("rules.addNarrow")}
        </Button>
      )}
    </div>
  );
}
