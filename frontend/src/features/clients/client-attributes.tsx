import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { DayInput } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { Facts } from "@/ui/facts";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { Section } from "@/ui/section";
import { useSubmit } from "@/ui/use-submit";
import { useAttributeValues, useClientActions, type Attribute } from "./queries";

/** What a form holds of a value: empty where the client has none. */
type Typed = string | number;

type Known = { attribute: Attribute; value: unknown };

/** The company's own fields of a client, with their values; nothing where the company added none. */
export function ClientAttributes({ id }: { id: string }) {
  const { t } = useTranslation();
  const known = useAttributeValues(id);
  const canSell = useCan("sell");
  const say = useValueWords();
  const [changing, setChanging] = useState(false);
  if (!known || known.length === 0) return null;
  const change = canSell && (
    <Button size="compact-sm" variant="default" aria-label={t("attributes.changeValues")} onClick={() => setChanging(true)}>
      {t("action.change")}
    </Button>
  );
  return (
    <Section title={t("attributes.ofClient")} actions={change}>
      <Facts facts={known.map((one) => ({ label: one.attribute.name, value: say(one) }))} />
      <FormModal opened={changing} onClose={() => setChanging(false)} title={t("attributes.changeValues")}>
        <Fields id={id} known={known} onClose={() => setChanging(false)} />
      </FormModal>
    </Section>
  );
}

/** A value in words. */
function useValueWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ attribute, value }: Known): string => {
    if (value === undefined || value === null) return t("attributes.noValue");
    if (typeof value === "boolean") return t(value ? "state.yes" : "state.no");
    if (typeof value === "number") return format.number(value, 6);
    return attribute.type === "day" ? format.day(String(value)) : String(value);
  };
}

type FieldsProps = { id: string; known: readonly Known[]; onClose: () => void };

function Fields({ id, known, onClose }: FieldsProps) {
  const { t } = useTranslation();
  const actions = useClientActions();
  const form = useForm<Record<string, Typed>>({ initialValues: Object.fromEntries(known.map(({ attribute, value }) => [attribute.code, typedOf(value)])) });
  const { submit, busy } = useSubmit(
    form,
    (typed: Record<string, Typed>) => actions.setAttributes(id, Object.fromEntries(known.filter(({ attribute, value }) => typed[attribute.code] !== typedOf(value)).map(({ attribute }) => [attribute.code, valueOf(attribute, typed[attribute.code] ?? "")]))),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("action.save")}>
      {known.map(({ attribute }) => (
        <ValueInput key={attribute.id} attribute={attribute} value={form.values[attribute.code] ?? ""} onChange={(value) => form.setFieldValue(attribute.code, value)} error={form.errors[attribute.code]} />
      ))}
    </FormBody>
  );
}

type InputProps = { attribute: Attribute; value: Typed; onChange: (value: Typed) => void; error: React.ReactNode };

function ValueInput({ attribute, value, onChange, error }: InputProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = attribute.name;
  switch (attribute.type) {
    case "number":
      return <NumberInput label={label} decimalSeparator={format.language === "fr" ? "," : "."} hideControls value={value} onChange={onChange} error={error} />;
    case "day":
      return <DayInput label={label} clearable value={String(value) || null} onChange={(day) => onChange(day ?? "")} error={error} />;
    case "text":
      return <TextInput label={label} maxLength={500} value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error} />;
    default: {
      const data = attribute.type === "flag" ? (["true", "false"] as const).map((one) => ({ value: one, label: t(one === "true" ? "state.yes" : "state.no") })) : attribute.choices;
      return <Select label={label} clearable data={data} value={String(value) || null} onChange={(chosen) => onChange(chosen ?? "")} error={error} />;
    }
  }
}

function typedOf(value: unknown): Typed {
  if (value === undefined || value === null) return "";
  return typeof value === "number" ? value : String(value);
}

/** What was typed as the API takes it; an empty field takes the value away. */
function valueOf({ type }: Attribute, typed: Typed): unknown {
  if (typed === "") return null;
  if (type === "number") return Number(typed);
  return type === "flag" ? typed === "true" : typed;
}
