import { Box, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { title: string; body?: string; action?: ReactNode; icon?: ReactNode; compact?: boolean; /** It stands for a whole page, and its title is the page's. */ page?: boolean };

/** What a screen says when it has nothing to show: what belongs here, and the one thing to do. */
export function EmptyState({ title, body, action, icon, compact, page }: Props) {
  return (
    <Stack align="center" gap="xs" py={compact ? "md" : 56} px="md" ta="center">
      {icon && <Box c="var(--brand)">{icon}</Box>}
      <Title order={page ? 1 : compact ? 4 : 2} fz={compact ? "md" : "lg"}>
        {title}
      </Title>
      {body && (
        <Text c="dimmed" maw={460} fz="sm">
          {body}
        </Text>
      )}
      {action && <Box mt="xs">{action}</Box>}
    </Stack>
  );
}
