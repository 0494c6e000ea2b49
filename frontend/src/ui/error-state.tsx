import { Button, Code, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/lib/problem";

type Props = { problem: Problem; onRetry?: () => void; compact?: boolean };

/** What a screen says when its data did not come: what happened, what to do, and the number for support. */
export function ErrorState({ problem, onRetry, compact }: Props) {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="xs" py={compact ? "md" : 56} px="md" ta="center" role="alert">
      <IconAlertTriangle size={28} color="var(--down)" aria-hidden />
      <Title order={compact ? 4 : 2} fz={compact ? "md" : "lg"}>
        {t("error.title")}
      </Title>
      <Text maw={460} fz="sm">
        {t(`error.${problem.kind}`)}
      </Text>
      {problem.kind === "internal" && (
        <Text maw={460} fz="sm" c="dimmed">
          {t("error.body")}
        </Text>
      )}
      {problem.requestId && <Code>{t("error.requestId", { id: problem.requestId })}</Code>}
      {onRetry && (
        <Button mt="xs" variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
          {t("action.retry")}
        </Button>
      )}
    </Stack>
  );
}
