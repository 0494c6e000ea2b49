import { Button, PasswordInput, SegmentedControl, Stack, Text, TextInput, useMantineColorScheme } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { session } from "@/api/session";
import { useChangeMe, useMe } from "@/entities/me";
import { chooseLanguage } from "@/i18n/i18n";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import { Section } from "@/ui/section";
import { useSubmit } from "@/ui/use-submit";
import { useSettingsActions } from "./queries";

type Look = "light" | "dark" | "auto";

/** One's own name, language, theme and password. */
export function ProfilePage() {
  const { t } = useTranslation();
  const me = useMe();
  const change = useChangeMe();
  const { setColorScheme } = useMantineColorScheme();
  const form = useForm({
    initialValues: { name: me.name, language: me.language as string, theme: me.theme as string },
    validate: { name: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) =>
      change.mutateAsync({
        params: { header: { "If-Match": `"v${me.version}"` } },
        body: { name: values.name, language: values.language as "en", theme: values.theme as Look },
      }),
    (saved) => {
      if (saved.language === "en" || saved.language === "fr") chooseLanguage(saved.language);
      setColorScheme(saved.theme as Look);
      notice.done(t("state.saved"));
    },
  );
  return (
    <EditorPage
      title={t("profile.title")}
      lead={t("profile.lead")}
      onSubmit={form.onSubmit(submit)}
      form={
        <Stack pb="md">
          <TextInput label={t("profile.name")} {...form.getInputProps("name")} />
          <TextInput label={t("profile.email")} value={me.email} readOnly description={t(`role.${me.role}`)} />
          <Choice label={t("profile.language")} data={[{ value: "fr", label: t("language.fr") }, { value: "en", label: t("language.en") }]} {...form.getInputProps("language")} />
          <Choice label={t("profile.theme")} data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))} {...form.getInputProps("theme")} />
        </Stack>
      }
      bar={
        <Button type="submit" loading={busy}>
          {t("action.save")}
        </Button>
      }
      live={<PasswordCard />}
    />
  );
}

function Choice({ label, data, value, onChange }: { label: string; data: { value: string; label: string }[]; value?: string; onChange?: (value: string) => void }) {
  return (
    <div>
      <Text fz="sm" fw={500} mb={4}>
        {label}
      </Text>
      <SegmentedControl aria-label={label} data={data} value={value} onChange={onChange} />
    </div>
  );
}

function PasswordCard() {
  const { t } = useTranslation();
  const actions = useSettingsActions();
  const form = useForm({
    initialValues: { current: "", next: "" },
    validate: { next: (value) => (value.length < 12 ? t("signIn.change.short") : null), current: (value) => (value ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ current, next }: typeof form.values) => actions.changePassword(current, next),
    () => {
      notice.done(t("profile.changed"));
      session.close();
    },
  );
  return (
    <Section title={t("profile.passwordTitle")}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <PasswordInput label={t("profile.current")} autoComplete="current-password" {...form.getInputProps("current")} />
          <PasswordInput label={t("profile.next")} description={t("signIn.change.nextHint")} autoComplete="new-password" {...form.getInputProps("next")} />
          <Button type="submit" variant="default" loading={busy} style={{ alignSelf: "flex-start" }}>
            {t("profile.change")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
