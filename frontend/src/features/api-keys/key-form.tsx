import { Checkbox, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { DayInput } from "@/entities/record-fields";
import { FormBody, FormModal } from "@/ui/form-modal";
import { useSubmit } from "@/ui/use-submit";
import { scopes, useApiKeyActions, type Scope } from "./queries";
import type { Secret } from "./secret-shown";

type Props = { opened: boolean; onClose: () => void; onMade: (secret: Secret) => void };

/** Makes a key: its name, what it may do, until when. */
export function KeyForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t("apiKeys.add")} size="lg">
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ onClose, onMade }: Props) {
  const { t } = useTranslation();
  const actions = useApiKeyActions();
  const form = useForm({
    initialValues: { name: "", scopes: [] as Scope[], last_day: null as string | null },
    validate: {
      name: (value) => (!value.trim() ? t("error.required") : [...value.trim()].length > 100 ? t("error.tooLong") : null),
      scopes: (value) => (value.length > 0 ? null : t("apiKeys.noScope")),
      last_day: (value) => (value && dayjs(value).endOf("day").isBefore(dayjs()) ? t("apiKeys.past") : null),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ name, scopes, last_day }: typeof form.values) =>
      actions.create({ name: name.trim(), scopes, expires_at: last_day ? dayjs(last_day).endOf("day").toISOString() : null }),
    ({ api_key, secret }) => {
      onClose();
      onMade({ name: api_key.name, secret });
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("apiKeys.create")}>
      <TextInput label={t("apiKeys.field.name")} description={t("apiKeys.nameHint")} data-autofocus {...form.getInputProps("name")} />
      <Checkbox.Group label={t("apiKeys.field.scopes")} description={t("apiKeys.scopesHint")} {...form.getInputProps("scopes")}>
        <Stack gap={10} mt={8}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`apiKeys.scope.${scope}`)} description={t(`apiKeys.scopeHint.${scope}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <DayInput label={`${t("apiKeys.field.lastDay")} (${t("state.optional")})`} description={t("apiKeys.lastDayHint")} {...form.getInputProps("last_day")} />
    </FormBody>
  );
}
