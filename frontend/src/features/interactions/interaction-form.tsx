import { SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useInteractionActions, type InteractionCreate } from "./queries";

export const channels = ["phone", "email", "sms", "mail", "store", "web", "mobile", "field_visit", "kiosk", "fax"] as const;

/** Notes an exchange with a client. */
export function InteractionForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t("interactions.add")}>
      <Fields onClose={onClose} />
    </FormModal>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useInteractionActions();
  const form = useForm({
    initialValues: { client_id: "", channel: "phone", direction: "inbound", kind: "note", subject: "", body: "" },
    validate: { client_id: (value) => (value ? null : t("error.required")), subject: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => actions.create({ ...values, at: new Date().toISOString() } as InteractionCreate),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("interactions.add")}>
      <ClientPicker label={t("interactions.field.client")} value={form.values.client_id || null} onChange={(id) => form.setFieldValue("client_id", id ?? "")} error={form.errors.client_id} />
      <Select label={t("interactions.field.channel")} allowDeselect={false} data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} {...form.getInputProps("channel")} />
      <SegmentedControl
        aria-label={t("interactions.field.direction")}
        data={(["inbound", "outbound"] as const).map((value) => ({ value, label: t(`interactions.direction.${value}`) }))}
        {...form.getInputProps("direction")}
      />
      <TextInput label={t("interactions.field.subject")} {...form.getInputProps("subject")} />
      <Textarea label={t("interactions.field.body")} {...form.getInputProps("body")} />
    </FormBody>
  );
}
