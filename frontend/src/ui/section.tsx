import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A titled card of a page. */
export function Section({ title, hint, actions, children }: Props) {
  return (
    <section className="card" style={{ padding: "14px 16px" }} aria-label={title}>
      <Group justify="space-between" align="flex-start" mb="sm" gap="xs">
        <div style={{ flex: "1 1 200px", minWidth: 0 }}>
          <Title order={2} fz="md">
            {title}
          </Title>
          {hint && (
            <Text fz="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </section>
  );
}
