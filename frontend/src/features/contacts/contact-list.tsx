import { Button } from "@mantine/core";
import { IconAddressBook, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { ContactForm } from "./contact-form";
import { ContactPreview } from "./contact-preview";
import { useContacts, type Contact } from "./queries";

const route = getRouteApi("/signed/contacts");

/** The people at companies and public bodies. */
export function ContactListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const canSell = useCan("sell");
  const [editing, setEditing] = useState<Contact | "new" | null>(null);
  const columns = useMemo<Column<Contact>[]>(
    () => [
      { key: "name", title: t("contacts.field.name"), fixed: true, sort: "name", cell: (row) => <span style={{ fontWeight: 500 }}>{row.name}</span>, text: (row) => row.name },
      { key: "client", title: t("contacts.field.client"), phone: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "role", title: t("contacts.field.role"), phone: true, cell: (row) => row.role, text: (row) => row.role },
      { key: "email", title: t("contacts.field.email"), cell: (row) => row.email, text: (row) => row.email },
      { key: "phone", title: t("contacts.field.phone"), cell: (row) => row.phone, text: (row) => row.phone },
      { key: "primary", title: t("contacts.field.primary"), cell: (row) => (row.is_primary ? t("state.yes") : ""), text: (row) => String(row.is_primary) },
    ],
    [t],
  );
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("contacts.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="contacts"
        title={t("contacts.title")}
        actions={add}
        columns={columns}
        filters={[
          { key: "client_id", label: t("contacts.field.client"), linkOnly: true },
          { key: "state", label: t("clients.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) },
        ]}
        searchWords={t("contacts.searchWords")}
        data={useContacts(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        preview={(row) => <ContactPreview contact={row} onChange={() => setEditing(row)} />}
        empty={<EmptyState icon={<IconAddressBook size={36} stroke={1.5} aria-hidden />} title={t("contacts.empty.title")} body={t("contacts.empty.body")} action={add} />}
      />
      <ContactForm opened={editing !== null} contact={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}
