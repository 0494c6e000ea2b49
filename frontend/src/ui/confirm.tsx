import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";

type Props = {
  opened: boolean;
  title: string;
  children?: ReactNode;
  /** Verb and number: what will happen. */
  button: string;
  /** When set, the person types this number to go on: for what cannot be undone. */
  number?: number;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before what cannot be undone; everything else is done at once and offers to take it back. */
export function Confirm({ opened, title, children, button, number, danger, busy, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState<number | string>("");
  const ready = number === undefined || typed === number;
  const close = () => {
    setTyped("");
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onConfirm();
        }}
      >
        <Stack gap="md">
          {typeof children === "string" ? <Text fz="sm">{children}</Text> : children}
          {number !== undefined && (
            <NumberInput
              label={t("confirm.typeNumber", { number: format.number(number) })}
              value={typed}
              onChange={setTyped}
              hideControls
              allowDecimal={false}
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" color={danger ? "brick" : undefined} disabled={!ready} loading={busy}>
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
