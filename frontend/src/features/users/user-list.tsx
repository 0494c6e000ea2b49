import { Button, Menu, ActionIcon } from "@mantine/core";
import { IconDots, IconPlus, IconUsersPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import { notice } from "@/ui/notice";
import { asProblem } from "@/lib/problem";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { PasswordShown, type Shown } from "./password-shown";
import { useUserActions, useUsers, type User } from "./queries";
import { roles, UserForm } from "./user-form";

const route = getRouteApi("/signed/settings/users");

/** Who works with Clientele, and what each may do. */
export function UserListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const [editing, setEditing] = useState<User | "new" | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const columns = useMemo<Column<User>[]>(
    () => [
      { key: "name", title: t("users.field.name"), fixed: true, sort: "name", cell: (row) => <b style={{ fontWeight: 500 }}>{row.name}</b>, text: (row) => row.name },
      { key: "email", title: t("users.field.email"), sort: "email", phone: true, cell: (row) => row.email, text: (row) => row.email },
      { key: "role", title: t("users.field.role"), phone: true, cell: (row) => t(`role.${row.role}`), text: (row) => row.role },
      { key: "state", title: t("users.field.state"), cell: (row) => <StateBadge tone={row.state === "active" ? "good" : "plain"}>{t(`users.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      { key: "signed_in", title: t("users.field.signedIn"), figure: true, cell: (row) => (row.signed_in_at ? format.instant(row.signed_in_at) : t("users.never")), text: (row) => row.signed_in_at ?? "" },
      { key: "more", title: "", phone: true, width: 48, cell: (row) => <RowMenu user={row} onEdit={() => setEditing(row)} onPassword={setShown} /> },
    ],
    [t, format],
  );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("users.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="users"
        title={t("users.title")}
        actions={add}
        columns={columns}
        filters={[
          { key: "role", label: t("users.field.role"), options: roles.map((value) => ({ value, label: t(`role.${value}`) })) },
          { key: "state", label: t("users.field.state"), options: (["active", "disabled"] as const).map((value) => ({ value, label: t(`users.state.${value}`) })) },
        ]}
        searchWords={t("users.searchWords")}
        data={useUsers(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={<EmptyState icon={<IconUsersPlus size={36} stroke={1.5} aria-hidden />} title={t("users.empty.title")} body={t("users.empty.body")} action={add} />}
      />
      <UserForm opened={editing !== null} user={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} onPassword={setShown} />
      <PasswordShown shown={shown} onClose={() => setShown(null)} />
    </>
  );
}

function RowMenu({ user, onEdit, onPassword }: { user: User; onEdit: () => void; onPassword: (shown: Shown) => void }) {
  const { t } = useTranslation();
  const actions = useUserActions();
  const { act } = useAct();
  const flip = () => actions.change(user, { name: user.name, role: user.role, language: user.language, state: user.state === "active" ? "disabled" : "active" });
  const reset = async () => {
    try {
      onPassword({ name: user.name, password: await actions.resetPassword(user) });
    } catch (thrown) {
      notice.failed(asProblem(thrown));
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="md" aria-label={`${t("users.change")}: ${user.name}`}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t("action.change")}</Menu.Item>
        <Menu.Item onClick={() => void reset()}>{t("users.reset")}</Menu.Item>
        <Menu.Item color={user.state === "active" ? "brick" : undefined} onClick={() => void act(flip, t("state.saved"))}>
          {user.state === "active" ? t("users.disable") : t("users.enable")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
