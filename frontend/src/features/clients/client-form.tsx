import { Button, Group, Modal, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { pick } from "@/lib/pick";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useClientActions, type Client, type ClientCreate, type ClientFields } from "./queries";

type Props = { opened: boolean; onClose: () => void; client?: Client };

/** Adds a client, or changes one. */
export function ClientForm(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.client ? t("clients.change") : t("clients.add")} size="lg" closeButtonProps={{ "aria-label": t("action.close") }}>
      <Fields {...props} />
    </Modal>
  );
}

const shown = ["kind", "first_name", "last_name", "company_name", "email", "phone", "line1", "postcode", "city", "country", "language"] as const;
const kept = [
  ...["acquisition_cost_minor", "acquisition_day", "acquisition_source", "birth_day", "division_id", "gender", "household_size", "income_band"],
  ...["interests", "is_reference", "latitude", "line2", "longitude", "note", "occupation", "owner_id", "parent_id", "preferred_channel", "region", "risk", "time_zone", "title"],
] as (keyof ClientFields)[];

const blank: ClientCreate = { kind: "b2c", first_name: "", last_name: "", company_name: "", email: "", phone: "", line1: "", postcode: "", city: "", country: "", language: "", source: "", reference: "" };

/** Empty texts are left out of what is sent, so that the server's own defaults hold. */
function filled<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")) as T;
}

function Fields({ client, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useClientActions();
  const form = useForm<ClientCreate>({
    initialValues: client ? { ...blank, ...pick(client, shown) } : blank,
    validate: {
      last_name: (value, values) => (values.kind === "b2c" && !value ? t("error.required") : null),
      company_name: (value, values) => (values.kind !== "b2c" && !value ? t("error.required") : null),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ source, reference, ...values }: ClientCreate) =>
      client ? actions.change(client.id, client.version, { ...pick(client, kept), ...filled(values) }) : actions.create(filled({ ...values, source, reference })),
    async (saved) => {
      notice.done(t("state.saved"));
      onClose();
      if (!client) await navigate({ to: "/clients/$id", params: { id: saved.id } });
    },
  );
  const person = form.values.kind === "b2c";
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t("clients.field.kind")}
          data={(["b2c", "b2b", "b2g"] as const).map((value) => ({ value, label: t(`clients.kind.${value}`) }))}
          {...form.getInputProps("kind")}
        />
        {!person && <TextInput label={t("clients.field.company")} data-autofocus {...form.getInputProps("company_name")} />}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t("clients.field.firstName")} data-autofocus={person || undefined} {...form.getInputProps("first_name")} />
          <TextInput label={t("clients.field.lastName")} {...form.getInputProps("last_name")} />
          <TextInput label={t("clients.field.email")} type="email" {...form.getInputProps("email")} />
          <TextInput label={t("clients.field.phone")} type="tel" {...form.getInputProps("phone")} />
        </SimpleGrid>
        <TextInput label={t("clients.field.address")} {...form.getInputProps("line1")} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput label={t("clients.field.postcode")} {...form.getInputProps("postcode")} />
          <TextInput label={t("clients.field.city")} {...form.getInputProps("city")} />
          <TextInput label={t("clients.field.countryCode")} maxLength={2} {...form.getInputProps("country")} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Select
            label={t("clients.field.language")}
            clearable
            data={[
              { value: "fr", label: t("language.fr") },
              { value: "en", label: t("language.en") },
            ]}
            {...form.getInputProps("language")}
            value={form.values.language || null}
            onChange={(value) => form.setFieldValue("language", value ?? "")}
          />
          {!client && <TextInput label={t("clients.field.source")} {...form.getInputProps("source")} />}
          {!client && <TextInput label={t("clients.field.reference")} {...form.getInputProps("reference")} />}
        </SimpleGrid>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {client ? t("action.save") : t("clients.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
