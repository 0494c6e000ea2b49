import { Checkbox, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useContactActions, type Contact } from "./queries";

type Props = { opened: boolean; contact?: Contact; onClose: () => void };

/** Adds a contact, or changes one. */
export function ContactForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={props.contact ? t("contacts.change") : t("contacts.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ contact, onClose }: Props) {
  const { t } = useTranslation();
  const actions = useContactActions();
  const form = useForm({
    initialValues: {
      client_id: contact?.client_id ?? "",
      first_name: contact?.first_name ?? "",
      last_name: contact?.last_name ?? "",
      role: contact?.role ?? "",
      email: contact?.email ?? "",
      phone: contact?.phone ?? "",
      language: contact?.language ?? "",
      is_primary: contact?.is_primary ?? false,
    },
    validate: { client_id: (value) => (value ? null : t("error.required")), last_name: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ client_id, ...values }: typeof form.values) => (contact ? actions.change(contact, values) : actions.create({ ...values, client_id })),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={contact ? t("action.save") : t("contacts.add")}>
      <ClientPicker label={t("contacts.field.client")} value={form.values.client_id || null} onChange={(id) => form.setFieldValue("client_id", id ?? "")} error={form.errors.client_id} disabled={Boolean(contact)} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("contacts.field.firstName")} {...form.getInputProps("first_name")} />
        <TextInput label={t("contacts.field.lastName")} {...form.getInputProps("last_name")} />
        <TextInput label={t("contacts.field.role")} {...form.getInputProps("role")} />
        <TextInput label={t("contacts.field.phone")} type="tel" {...form.getInputProps("phone")} />
      </SimpleGrid>
      <TextInput label={t("contacts.field.email")} type="email" {...form.getInputProps("email")} />
      <Checkbox label={t("contacts.field.primary")} {...form.getInputProps("is_primary", { type: "checkbox" })} />
    </FormBody>
  );
}
