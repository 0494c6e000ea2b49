import { Alert, Button, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/api";
import { session } from "@/api/session";
import { asProblem, type Problem } from "@/lib/problem";
import { notice } from "@/ui/notice";
import { EntryFrame } from "./entry-frame";
import classes from "./sign-in.module.css";

/** Replaces a one-time password by the person's own. */
export function NewPasswordPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { current: "", next: "", again: "" },
    validate: {
      next: (value) => (value.length < 12 ? t("signIn.change.short") : null),
      again: (value, values) => (value !== values.next ? t("signIn.change.differ") : null),
    },
  });
  useDocumentTitle(`${t("signIn.change.title")} · Clientele`);
  const submit = form.onSubmit(async ({ current, next }) => {
    setProblem(null);
    try {
      await client.POST("/me/password", { body: { current_password: current, new_password: next } });
      queryClient.clear();
      notice.done(t("signIn.change.done"));
      const still = await session.renew();
      await router.navigate({ to: still ? "/" : "/sign-in", replace: true });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  });
  return (
    <EntryFrame>
      <form className={classes.form} onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Title order={1}>{t("signIn.change.title")}</Title>
            <Text fz="sm" c="dimmed" mt={4}>
              {t("signIn.change.lead")}
            </Text>
          </div>
          {problem && (
            <Alert color="brick" role="alert">
              {problem.kind === "invalid" ? problem.fields[0]?.message || problem.message : t(`error.${problem.kind}`)}
            </Alert>
          )}
          <PasswordInput label={t("signIn.change.current")} autoComplete="current-password" autoFocus {...form.getInputProps("current")} />
          <PasswordInput label={t("signIn.change.next")} description={t("signIn.change.nextHint")} autoComplete="new-password" {...form.getInputProps("next")} />
          <PasswordInput label={t("signIn.change.again")} autoComplete="new-password" {...form.getInputProps("again")} />
          <Button type="submit" size="md" loading={form.submitting} fullWidth>
            {t("signIn.change.submit")}
          </Button>
        </Stack>
      </form>
    </EntryFrame>
  );
}
