import { Anchor, Button, Group } from "@mantine/core";
import { IconBuildingStore, IconPlus } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { DivisionForm } from "./division-form";
import { useDivisionActions, useDivisions, type Division } from "./queries";

const route = getRouteApi("/signed/settings/divisions");

/** The parts of the company that sell on their own. */
export function DivisionListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const canManage = useCan("manage");
  const [editing, setEditing] = useState<Division | "new" | null>(null);
  const columns = useMemo<Column<Division>[]>(
    () => [
      { key: "name", title: t("divisions.field.name"), fixed: true, cell: (row) => <b style={{ fontWeight: 500 }}>{row.name}</b>, text: (row) => row.name },
      { key: "code", title: t("divisions.field.code"), sort: "code", phone: true, cell: (row) => row.code, text: (row) => row.code },
      { key: "state", title: t("divisions.field.state"), phone: true, cell: (row) => <StateBadge tone={row.state === "active" ? "good" : "plain"}>{t(`divisions.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      { key: "value", title: t("divisions.field.value"), cell: (row) => <ValueLink division={row} /> },
      ...(canManage ? [{ key: "do", title: t("divisions.field.do"), phone: true, figure: true, cell: (row: Division) => <RowActions division={row} onRename={() => setEditing(row)} /> }] : []),
    ],
    [t, canManage],
  );
  const add = canManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("divisions.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="divisions"
        title={t("divisions.title")}
        lead={t("divisions.lead")}
        actions={add}
        columns={columns}
        data={useDivisions(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={<EmptyState icon={<IconBuildingStore size={36} stroke={1.5} aria-hidden />} title={t("divisions.empty.title")} body={t("divisions.empty.body")} action={add} />}
      />
      <DivisionForm opened={editing !== null} division={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}

function ValueLink({ division }: { division: Division }) {
  const { t } = useTranslation();
  return (
    <Anchor fz="sm" renderRoot={(props) => <Link to="/portfolio/value" search={{ division_id: division.id }} aria-label={t("divisions.valueOf", { name: division.name })} {...props} />}>
      {t("divisions.value")}
    </Anchor>
  );
}

function RowActions({ division, onRename }: { division: Division; onRename: () => void }) {
  const { t } = useTranslation();
  const actions = useDivisionActions();
  const { act, busy } = useAct();
  const archived = division.state === "archived";
  const flip = () => (archived ? act(() => actions.restore(division), t("state.restored")) : act(() => actions.archive(division), t("state.archived"), () => actions.restore(division)));
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" variant="default" aria-label={`${t("divisions.rename")}: ${division.name}`} onClick={onRename}>
        {t("divisions.rename")}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy} aria-label={`${t(archived ? "action.restore" : "action.archive")}: ${division.name}`} onClick={() => void flip()}>
        {t(archived ? "action.restore" : "action.archive")}
      </Button>
    </Group>
  );
}
