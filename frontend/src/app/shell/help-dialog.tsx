import { Anchor, Group, Kbd, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The keys that work everywhere, and where to read more. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const keys = [
    [t("shell.help.search"), "Ctrl K"],
    [t("shell.help.list"), "↑ ↓"],
    [t("shell.help.preview"), "␣"],
    [t("shell.help.record"), "↵"],
    [t("shell.help.close"), "Esc"],
  ] as const;
  return (
    <Modal opened={opened} onClose={onClose} title={t("shell.help.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack gap="sm">
        {keys.map(([what, key]) => (
          <Group key={key} justify="space-between">
            <Text fz="sm">{what}</Text>
            <Kbd>{key}</Kbd>
          </Group>
        ))}
        <Anchor href="/api/v1/docs" target="_blank" rel="noreferrer" fz="sm" mt="xs">
          {t("shell.help.docs")}
        </Anchor>
      </Stack>
    </Modal>
  );
}
