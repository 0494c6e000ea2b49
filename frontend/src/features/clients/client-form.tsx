import { Button, Group, Modal, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { pick } from "@/lib/pick";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { moreFields, MoreInputs, moreOf, useCoordinateRules, type More } from "./client-form-more";
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
  ...["birth_day", "gender", "household_size", "income_band", "interests", "line2", "note", "occupation", "owner_id"],
  ...["preferred_channel", "region", "time_zone", "title"],
] as (keyof ClientFields)[];

type Texts = { [K in (typeof shown)[number] | "source" | "reference"]-?: NonNullable<ClientCreate[K]> };
type Values = Texts & More;

const blank: Texts = { kind: "b2c", first_name: "", last_name: "", company_name: "", email: "", phone: "", line1: "", postcode: "", city: "", country: "", language: "", source: "", reference: "" };

/** Empty texts are left out of what is sent, so that the server's own defaults hold. */
function filled<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")) as T;
}

function Fields({ client, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useClientActions();
  const { currency } = useFormat();
  const coordinates = useCoordinateRules();
  const form = useForm<Values>({
    initialValues: { ...blank, ...(client && pick(client, shown)), ...moreOf(client, currency) } as Values,
    validate: {
      ...coordinates,
      last_name: (value, values) => (values.kind === "b2c" && !value ? t("error.required") : null),
      company_name: (value, values) => (values.kind !== "b2c" && !value ? t("error.required") : null),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: Values) => {
      const fields = { ...filled(pick(values, shown)), ...moreFields(values, currency) } as ClientFields;
      return client ? actions.change(client.id, client.version, { ...pick(client, kept), ...fields }) : actions.create({ ...fields, ...filled(pick(values, ["source", "reference"])) } as ClientCreate);
    },
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
        <MoreInputs form={form as never} company={!person} />
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
