import { Button, Code, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export type Shown = { name: string; password: string };

/** A one-time password, shown once. */
export function PasswordShown({ shown, onClose }: { shown: Shown | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={shown !== null} onClose={onClose} title={t("users.password")} closeButtonProps={{ "aria-label": t("action.close") }}>
      {shown && (
        <Stack>
          <Text fz="sm">{t("users.passwordBody", { name: shown.name })}</Text>
          <Group justify="space-between">
            <Code fz="md" p="xs">
              {shown.password}
            </Code>
            <CopyButton value={shown.password}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t("action.copied") : t("action.copy")}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
