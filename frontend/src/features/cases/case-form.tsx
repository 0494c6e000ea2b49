import { Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useCaseActions, type CaseCreate } from "./queries";

export const kinds = ["complaint", "request", "warranty", "question"] as const;
export const severities = ["low", "normal", "high", "critical"] as const;
const channels = ["phone", "email", "store", "web", "mail"] as const;

/** Opens a case for a client. */
export function CaseForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t("cases.add")}>
      <Fields onClose={onClose} />
    </FormModal>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useCaseActions();
  const form = useForm({
    initialValues: { client_id: "", kind: "complaint", severity: "normal", channel: "phone", subject: "", body: "" },
    validate: { client_id: (value) => (value ? null : t("error.required")), subject: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => actions.create(values as CaseCreate),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("cases.add")}>
      <ClientPicker label={t("cases.field.client")} value={form.values.client_id || null} onChange={(id) => form.setFieldValue("client_id", id ?? "")} error={form.errors.client_id} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select label={t("cases.field.kind")} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`cases.kind.${value}`) }))} {...form.getInputProps("kind")} />
        <Select label={t("cases.field.severity")} allowDeselect={false} data={severities.map((value) => ({ value, label: t(`cases.severity.${value}`) }))} {...form.getInputProps("severity")} />
        <Select label={t("cases.field.channel")} allowDeselect={false} data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} {...form.getInputProps("channel")} />
      </SimpleGrid>
      <TextInput label={t("cases.field.subject")} {...form.getInputProps("subject")} />
      <Textarea label={t("cases.field.body")} {...form.getInputProps("body")} />
    </FormBody>
  );
}
