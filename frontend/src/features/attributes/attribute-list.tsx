import { Button, Group } from "@mantine/core";
import { IconForms, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { AttributeForm } from "./attribute-form";
import { useAttributeActions, useAttributes, type Attribute } from "./queries";

const route = getRouteApi("/signed/settings/attributes");

/** The fields that the company adds to its clients. */
export function AttributeListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const canManage = useCan("manage");
  const [editing, setEditing] = useState<Attribute | "new" | null>(null);
  const columns = useMemo<Column<Attribute>[]>(
    () => [
      { key: "name", title: t("attributes.field.name"), fixed: true, cell: (row) => <b style={{ fontWeight: 500 }}>{row.name}</b>, text: (row) => row.name },
      { key: "code", title: t("attributes.field.code"), sort: "code", cell: (row) => row.code, text: (row) => row.code },
      { key: "type", title: t("attributes.field.type"), phone: true, cell: (row) => t(`attributes.type.${row.type}`), text: (row) => row.type },
      { key: "choices", title: t("attributes.field.choices"), cell: (row) => row.choices.join(", "), text: (row) => row.choices.join(", ") },
      { key: "state", title: t("attributes.field.state"), phone: true, cell: (row) => <StateBadge tone={row.state === "active" ? "good" : "plain"}>{t(`attributes.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      ...(canManage ? [{ key: "do", title: t("attributes.field.do"), phone: true, figure: true, cell: (row: Attribute) => <RowActions attribute={row} onChange={() => setEditing(row)} /> }] : []),
    ],
    [t, canManage],
  );
  const add = canManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("attributes.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="attributes"
        title={t("attributes.title")}
        lead={t("attributes.lead")}
        actions={add}
        columns={columns}
        filters={[
          { key: "state", label: t("attributes.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`attributes.state.${value}`) })) },
          { key: "type", label: t("attributes.field.type"), options: (["text", "number", "day", "choice", "flag"] as const).map((value) => ({ value, label: t(`attributes.type.${value}`) })) },
        ]}
        data={useAttributes(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={<EmptyState icon={<IconForms size={36} stroke={1.5} aria-hidden />} title={t("attributes.empty.title")} body={t("attributes.empty.body")} action={add} />}
      />
      <AttributeForm opened={editing !== null} attribute={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}

function RowActions({ attribute, onChange }: { attribute: Attribute; onChange: () => void }) {
  const { t } = useTranslation();
  const actions = useAttributeActions();
  const { act, busy } = useAct();
  const archived = attribute.state === "archived";
  const flip = () => (archived ? act(() => actions.restore(attribute), t("state.restored")) : act(() => actions.archive(attribute), t("state.archived"), () => actions.restore(attribute)));
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" variant="default" aria-label={`${t("action.change")}: ${attribute.name}`} onClick={onChange}>
        {t("action.change")}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy} aria-label={`${t(archived ? "action.restore" : "action.archive")}: ${attribute.name}`} onClick={() => void flip()}>
        {t(archived ? "action.restore" : "action.archive")}
      </Button>
    </Group>
  );
}
