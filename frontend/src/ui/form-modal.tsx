import { Button, Group, Modal, Stack } from "@mantine/core";
import type { FormEventHandler, ReactNode } from "react";
import { useTranslation } from "react-i18next";

type FrameProps = { opened: boolean; title: string; onClose: () => void; size?: string; children: ReactNode };

/** A dialog that holds a form. */
export function FormModal({ opened, title, onClose, size, children }: FrameProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": t("action.close") }}>
      {children}
    </Modal>
  );
}

type BodyProps = { onSubmit: FormEventHandler<HTMLFormElement>; onClose: () => void; busy: boolean; button: string; children: ReactNode };

/** The fields of a dialog's form and its two buttons. */
export function FormBody({ onSubmit, onClose, busy, button, children }: BodyProps) {
  const { t } = useTranslation();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
