import { Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";

type Props = {
  title: string;
  count?: ReactNode;
  lead?: ReactNode;
  before?: ReactNode;
  badges?: ReactNode;
  actions?: ReactNode;
};

/** The head of every page: what it is, how many, and what can be done. */
export function PageHead({ title, count, lead, before, badges, actions }: Props) {
  useDocumentTitle(`${title} · Clientele`);
  return (
    <header className={classes.head}>
      <div className={classes.headText}>
        {before}
        <Group gap="sm" align="center">
          <Title order={1}>{title}</Title>
          {count !== undefined && (
            <Text component="span" c="dimmed" className="tabular" fz="sm">
              {count}
            </Text>
          )}
          {badges}
        </Group>
        {lead && (
          <Text c="dimmed" fz="sm" mt={2} maw={760} component="div">
            {lead}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </header>
  );
}
