import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useDivisionActions, type Division } from "./queries";

type Props = { opened: boolean; division?: Division; onClose: () => void };

/** Adds a division, or renames one: its code stays, because orders and files name it by that. */
export function DivisionForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t(props.division ? "divisions.change" : "divisions.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ division, onClose }: Props) {
  const { t } = useTranslation();
  const actions = useDivisionActions();
  const needed = (value: string) => (value.trim() ? null : t("error.required"));
  const form = useForm({ initialValues: { code: division?.code ?? "", name: division?.name ?? "" }, validate: { code: needed, name: needed } });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => (division ? actions.rename(division, values.name) : actions.create(values)),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={division ? t("action.save") : t("divisions.add")}>
      <TextInput label={t("divisions.field.code")} description={t("divisions.codeHint")} maxLength={64} disabled={Boolean(division)} data-autofocus={!division || undefined} {...form.getInputProps("code")} />
      <TextInput label={t("divisions.field.name")} maxLength={200} data-autofocus={Boolean(division) || undefined} {...form.getInputProps("name")} />
    </FormBody>
  );
}
