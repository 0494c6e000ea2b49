import { Group, MultiSelect, NumberInput, SegmentedControl, Select, TagsInput, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { toMajor, toMinor } from "@/lib/format";
import type { RuleField } from "./fields";
import { isRelative, valueKind } from "./ops";
import type { RelativeDay, RuleValue, Unit } from "./rule";
import { useRuleHost } from "./host";
import classes from "./rule-editor.module.css";

type Props = { field: RuleField; op: string; value: RuleValue | undefined; onChange: (value: RuleValue | undefined) => void; error?: string };

/** The value that a test compares with: none, one, two or many, of the field's type. */
export function ValueInput(props: Props) {
  if (valueKind(props.op) === "none") return null;
  return (
    <div className={classes.value}>
      <Value {...props} />
    </div>
  );
}

function Value(props: Props) {
  switch (valueKind(props.op)) {
    case "many":
      return <Many {...props} />;
    case "two":
      return <Two {...props} />;
    case "span":
      return <DayValue {...props} onlyRelative />;
    default:
      return <One {...props} />;
  }
}

function One(props: Props) {
  const { t } = useTranslation();
  const host = useRuleHost();
  const { field, value, onChange, error } = props;
  const label = t("rules.value");
  if (field.type === "day" || field.type === "time") return <DayValue {...props} />;
  if (field.type === "number" || field.type === "money") return <Amount field={field} label={label} value={value} onChange={onChange} error={error} />;
  if (field.type === "flag") {
    return (
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={value === false ? "false" : "true"}
        onChange={(next) => onChange(next === "true")}
        data={[
          { value: "true", label: t("rules.yes") },
          { value: "false", label: t("rules.no") },
        ]}
      />
    );
  }
  if (field.reference) return <>{host.pick({ reference: field.reference, label, values: value === undefined || value === "" ? [] : [String(value)], onChange: (ids) => onChange(ids[ids.length - 1]), many: false, error })}</>;
  if (field.choices?.length) {
    return <Select size="sm" searchable aria-label={label} error={error} value={value === undefined ? null : String(value)} onChange={(next) => onChange(next ?? undefined)} data={field.choices.map((one) => ({ value: one, label: host.choiceName(field, one) }))} />;
  }
  return <TextInput size="sm" aria-label={label} placeholder={label} error={error} value={typeof value === "string" ? value : ""} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function Many({ field, value, onChange, error }: Props) {
  const { t } = useTranslation();
  const host = useRuleHost();
  const label = t("rules.values");
  const values = Array.isArray(value) ? value.map(String) : [];
  const set = (next: string[]) => onChange(field.type === "number" || field.type === "money" ? next.map(Number).filter((one) => !Number.isNaN(one)) : next);
  if (field.reference) return <>{host.pick({ reference: field.reference, label, values, onChange: set, many: true, error })}</>;
  if (field.choices?.length) {
    return <MultiSelect size="sm" searchable aria-label={label} error={error} value={values} onChange={set} data={field.choices.map((one) => ({ value: one, label: host.choiceName(field, one) }))} />;
  }
  return <TagsInput size="sm" aria-label={label} placeholder={values.length ? undefined : t("rules.valuesHint")} error={error} value={values} onChange={set} />;
}

function Two(props: Props) {
  const { t } = useTranslation();
  const { value, onChange, field } = props;
  const pair = Array.isArray(value) ? [...value] : [];
  const set = (at: 0 | 1, next: RuleValue | undefined) => {
    const both = [pair[0] ?? "", pair[1] ?? ""];
    both[at] = (next ?? "") as string;
    onChange(both as RuleValue);
  };
  const one = (at: 0 | 1) => {
    const input = { field, op: "is", value: pair[at] as RuleValue | undefined, onChange: (next: RuleValue | undefined) => set(at, next), error: at === 0 ? props.error : undefined };
    return field.type === "day" || field.type === "time" ? <DayValue {...input} /> : <Amount {...input} label={t(at === 0 ? "rules.from" : "rules.to")} />;
  };
  return (
    <Group gap={6} wrap="nowrap" align="start">
      {one(0)}
      <span>{t("rules.between")}</span>
      {one(1)}
    </Group>
  );
}

type AmountProps = { field: RuleField; label: string; value: RuleValue | undefined; onChange: (value: RuleValue | undefined) => void; error?: string };

function Amount({ field, label, value, onChange, error }: AmountProps) {
  const format = useFormat();
  const money = field.type === "money";
  const shown = typeof value === "number" ? (money ? toMajor(value, format.currency) : value) : "";
  return (
    <NumberInput
      size="sm"
      aria-label={label}
      error={error}
      hideControls
      maw={150}
      decimalSeparator={format.language === "fr" ? "," : "."}
      thousandSeparator={format.language === "fr" ? " " : ","}
      decimalScale={money ? format.currency.exponent : undefined}
      suffix={money ? ` ${format.currency.code}` : undefined}
      value={shown}
      onChange={(next) => onChange(typeof next === "number" ? (money ? toMinor(next, format.currency) : next) : undefined)}
    />
  );
}

const units: readonly Unit[] = ["day", "week", "month", "year"];

/** A day of the calendar, or one counted from today. */
function DayValue({ value, onChange, error, onlyRelative }: Props & { onlyRelative?: boolean }) {
  const { t } = useTranslation();
  const relative = isRelative(value) || onlyRelative;
  const sign = isRelative(value) && "ahead" in value ? "ahead" : "ago";
  const count = isRelative(value) ? ("ahead" in value ? value.ahead : value.ago) : 30;
  const unit = isRelative(value) ? value.unit : "day";
  const tell = (how: "ago" | "ahead", n: number, of: Unit) => onChange((how === "ago" ? { ago: n, unit: of } : { ahead: n, unit: of }) as RelativeDay);
  return (
    <Group gap={6} wrap="nowrap" align="start">
      {!onlyRelative && (
        <Select
          size="sm"
          w={112}
          allowDeselect={false}
          aria-label={t("rules.dayKind")}
          value={relative ? sign : "on"}
          onChange={(next) => (next === "on" ? onChange(undefined) : tell(next as "ago", count, unit))}
          data={[
            { value: "on", label: t("rules.day.on") },
            { value: "ago", label: t("rules.day.ago") },
            { value: "ahead", label: t("rules.day.ahead") },
          ]}
        />
      )}
      {relative ? (
        <>
          <NumberInput size="sm" w={70} min={0} max={36500} hideControls aria-label={t("rules.howMany")} error={error} value={count} onChange={(next) => typeof next === "number" && tell(onlyRelative ? "ahead" : sign, next, unit)} />
          <Select size="sm" w={110} allowDeselect={false} aria-label={t("rules.unitLabel")} value={unit} onChange={(next) => next && tell(onlyRelative ? "ahead" : sign, count, next as Unit)} data={units.map((one) => ({ value: one, label: t(`rules.unit.${one}`) }))} />
        </>
      ) : (
        <DateInput size="sm" w={150} valueFormat="D MMM YYYY" aria-label={t("rules.value")} placeholder={t("rules.dayHint")} error={error} value={typeof value === "string" && value ? value : null} onChange={(next) => onChange(next ?? undefined)} />
      )}
    </Group>
  );
}
