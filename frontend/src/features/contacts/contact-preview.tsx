import { Button, Group, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { Facts } from "@/ui/facts";
import { useAct } from "@/ui/use-submit";
import { useContactActions, type Contact } from "./queries";

/** One contact beside the list. */
export function ContactPreview({ contact, onChange }: { contact: Contact; onChange: () => void }) {
  const { t } = useTranslation();
  const canSell = useCan("sell");
  const actions = useContactActions();
  const { act } = useAct();
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {contact.name}
      </Title>
      <Facts
        facts={[
          { label: t("contacts.field.client"), value: <ClientLink id={contact.client_id} name={contact.client_name} /> },
          { label: t("contacts.field.role"), value: contact.role || "–" },
          { label: t("contacts.field.email"), value: contact.email || "–" },
          { label: t("contacts.field.phone"), value: contact.phone || "–" },
        ]}
      />
      {canSell && (
        <Group gap="xs">
          <Button variant="light" onClick={onChange}>
            {t("action.change")}
          </Button>
          <Button
            variant="default"
            onClick={() =>
              void (contact.state === "archived"
                ? act(() => actions.restore(contact), t("state.restored"))
                : act(() => actions.archive(contact), t("state.archived"), () => actions.restore(contact)))
            }
          >
            {contact.state === "archived" ? t("action.restore") : t("action.archive")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
