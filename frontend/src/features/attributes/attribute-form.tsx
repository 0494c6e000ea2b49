import { Select, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useAttributeActions, type Attribute } from "./queries";

type Props = { opened: boolean; attribute?: Attribute; onClose: () => void };

const types = ["text", "number", "day", "choice", "flag"] as const satisfies Attribute["type"][];

/** Adds an attribute, or changes the name and the choices of one: its code and type stay, because values and files keep to them. */
export function AttributeForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t(props.attribute ? "attributes.change" : "attributes.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ attribute, onClose }: Props) {
  const { t } = useTranslation();
  const actions = useAttributeActions();
  const form = useForm({
    initialValues: { code: attribute?.code ?? "", name: attribute?.name ?? "", type: attribute?.type ?? ("text" as Attribute["type"]), choices: attribute?.choices ?? [] },
    validate: {
      code: (value) => (/^[a-z][a-z0-9_]{0,63}$/.test(value) ? null : t("attributes.codeRule")),
      name: (value) => (value.trim() ? null : t("error.required")),
      choices: (value, { type }) => (type === "choice" && value.length === 0 ? t("attributes.choicesNeeded") : null),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ code, name, type, choices }: typeof form.values) => {
      const known = type === "choice" ? choices : undefined;
      return attribute ? actions.change(attribute, { name, choices: known }) : actions.create({ code, name, type, choices: known });
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={attribute ? t("action.save") : t("attributes.add")}>
      <TextInput label={t("attributes.field.name")} maxLength={120} data-autofocus {...form.getInputProps("name")} />
      <TextInput label={t("attributes.field.code")} description={t("attributes.codeHint")} maxLength={64} disabled={Boolean(attribute)} {...form.getInputProps("code")} />
      <Select label={t("attributes.field.type")} description={t("attributes.typeHint")} allowDeselect={false} disabled={Boolean(attribute)} data={types.map((value) => ({ value, label: t(`attributes.type.${value}`) }))} {...form.getInputProps("type")} />
      {form.values.type === "choice" && <TagsInput label={t("attributes.field.choices")} description={t("attributes.choicesHint")} maxTags={100} acceptValueOnBlur {...form.getInputProps("choices")} />}
    </FormBody>
  );
}
