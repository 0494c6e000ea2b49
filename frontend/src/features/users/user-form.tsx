import { Button, Group, Modal, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import type { Shown } from "./password-shown";
import { useUserActions, type User } from "./queries";

export const roles = ["admin", "manager", "marketer", "sales", "analyst"] as const;

type Props = { opened: boolean; user?: User; onClose: () => void; onPassword: (shown: Shown) => void };

/** Adds a user, or changes one. */
export function UserForm(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.user ? t("users.change") : t("users.add")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ user, onClose, onPassword }: Props) {
  const { t, i18n } = useTranslation();
  const actions = useUserActions();
  const form = useForm({
    initialValues: { email: user?.email ?? "", name: user?.name ?? "", role: user?.role ?? ("marketer" as User["role"]), language: user?.language ?? (i18n.language as User["language"]) },
    validate: {
      name: (value) => (value.trim() ? null : t("error.required")),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t("error.email")),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    async ({ email, ...values }: typeof form.values) => {
      if (user) return void (await actions.change(user, { ...values, state: user.state }));
      const made = await actions.create({ ...values, email });
      onPassword({ name: made.user.name, password: made.one_time_password });
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <TextInput label={t("users.field.name")} data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t("users.field.email")} type="email" disabled={Boolean(user)} {...form.getInputProps("email")} />
        <Radio.Group label={t("users.field.role")} {...form.getInputProps("role")}>
          <Stack gap={8} mt={6}>
            {roles.map((role) => (
              <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`users.roleHint.${role}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Select
          label={t("users.field.language")}
          allowDeselect={false}
          data={[
            { value: "fr", label: t("language.fr") },
            { value: "en", label: t("language.en") },
          ]}
          {...form.getInputProps("language")}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {user ? t("action.save") : t("users.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
