import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export type Secret = { name: string; secret: string };

/** The secret of a new key, shown once; only the button closes it, so that it is not lost by a slip. */
export function SecretShown({ shown, onClose }: { shown: Secret | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={shown !== null} onClose={onClose} title={t("apiKeys.made", { name: shown?.name })} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
      {shown && (
        <Stack>
          <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="ochre" title={t("apiKeys.onceTitle")}>
            <Text fz="sm">{t("apiKeys.once")}</Text>
          </Alert>
          <Code fz="sm" p="xs" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }} aria-label={t("apiKeys.secret")}>
            {shown.secret}
          </Code>
          <Group justify="flex-end">
            <CopyButton value={shown.secret}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy} data-autofocus>
                  {copied ? t("action.copied") : t("action.copy")}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{t("apiKeys.kept")}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
