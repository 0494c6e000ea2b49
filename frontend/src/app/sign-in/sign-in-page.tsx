import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/api";
import { session } from "@/api/session";
import { asProblem, type Problem } from "@/lib/problem";
import { EntryFrame } from "./entry-frame";
import classes from "./sign-in.module.css";

const route = getRouteApi("/sign-in");

/** Signs a person in, then goes on to the page that was asked for. */
export function SignInPage() {
  const { t } = useTranslation();
  const { to } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({ initialValues: { email: "", password: "" } });
  useDocumentTitle(`${t("signIn.title")} · Clientele`);
  const submit = form.onSubmit(async (values) => {
    setProblem(null);
    try {
      const { data } = await client.POST("/auth/login", { body: values });
      if (!data) return;
      queryClient.clear();
      session.open(data.access_token);
      if (data.must_change_password) await router.navigate({ to: "/new-password" });
      else await router.navigate({ href: to ?? "/", replace: true });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  });
  return (
    <EntryFrame>
      <form className={classes.form} onSubmit={submit}>
        <Stack gap="md">
          <Title order={1}>{t("signIn.title")}</Title>
          {to && !problem && (
            <Text fz="sm" c="dimmed">
              {t("signIn.ended")}
            </Text>
          )}
          {problem && (
            <Alert color="brick" role="alert">
              {problem.status === 401 ? t("signIn.wrong") : problem.status === 429 ? t("signIn.throttled") : t(`error.${problem.kind}`)}
            </Alert>
          )}
          <TextInput label={t("signIn.email")} type="email" autoComplete="username" autoFocus required withAsterisk={false} {...form.getInputProps("email")} />
          <PasswordInput label={t("signIn.password")} autoComplete="current-password" required withAsterisk={false} {...form.getInputProps("password")} />
          <Button type="submit" size="md" loading={form.submitting} fullWidth>
            {t("signIn.submit")}
          </Button>
          <Text fz="xs" c="dimmed">
            {t("signIn.firstTime")}
          </Text>
        </Stack>
      </form>
    </EntryFrame>
  );
}
