import { Button, Code } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { KeyForm } from "./key-form";
import { useApiKeyActions, useApiKeys, type ApiKey } from "./queries";
import { SecretShown, type Secret } from "./secret-shown";

const route = getRouteApi("/signed/settings/api-keys");

const tones = { active: "good", expired: "warm", revoked: "plain" } as const;

/** The keys by which other programs call the API. */
export function ApiKeyListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const columns = useMemo<Column<ApiKey>[]>(
    () => [
      { key: "name", title: t("apiKeys.field.name"), fixed: true, cell: (row) => <b style={{ fontWeight: 500 }}>{row.name}</b>, text: (row) => row.name },
      { key: "prefix", title: t("apiKeys.field.prefix"), cell: (row) => <Code>{`ck_${row.prefix}…`}</Code>, text: (row) => row.prefix },
      { key: "scopes", title: t("apiKeys.field.scopes"), cell: (row) => row.scopes.map((scope) => t(`apiKeys.scope.${scope}`)).join(", "), text: (row) => row.scopes.join(" ") },
      { key: "state", title: t("apiKeys.field.state"), phone: true, cell: (row) => <StateBadge tone={tones[row.state]}>{t(`apiKeys.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      { key: "used", title: t("apiKeys.field.used"), figure: true, cell: (row) => (row.last_used_at ? format.instant(row.last_used_at) : t("apiKeys.never")), text: (row) => row.last_used_at ?? "" },
      { key: "expires", title: t("apiKeys.field.expires"), figure: true, cell: (row) => (row.expires_at ? format.instant(row.expires_at) : t("apiKeys.noEnd")), text: (row) => row.expires_at ?? "" },
      { key: "created_at", title: t("apiKeys.field.created"), figure: true, sort: "created_at", cell: (row) => `${format.instant(row.created_at)}, ${row.created_by_name}`, text: (row) => row.created_at },
      {
        key: "do",
        title: t("apiKeys.field.do"),
        phone: true,
        figure: true,
        cell: (row) =>
          row.state !== "revoked" && (
            <Button size="compact-sm" variant="default" aria-label={`${t("apiKeys.revoke")}: ${row.name}`} onClick={() => setEnding(row)}>
              {t("apiKeys.revoke")}
            </Button>
          ),
      },
    ],
    [t, format],
  );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("apiKeys.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="api-keys"
        title={t("apiKeys.title")}
        lead={t("apiKeys.lead")}
        actions={add}
        columns={columns}
        data={useApiKeys(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={<EmptyState icon={<IconKey size={36} stroke={1.5} aria-hidden />} title={t("apiKeys.empty.title")} body={t("apiKeys.empty.body")} action={add} />}
      />
      <KeyForm opened={adding} onClose={() => setAdding(false)} onMade={setSecret} />
      <SecretShown shown={secret} onClose={() => setSecret(null)} />
      <Revoke apiKey={ending} onClose={() => setEnding(null)} />
    </>
  );
}

/** Asks before a key ends, which cannot be undone. */
function Revoke({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useApiKeyActions();
  const { act, busy } = useAct();
  const revoke = async () => {
    if (apiKey) await act(() => actions.revoke(apiKey), t("apiKeys.revoked"));
    onClose();
  };
  return (
    <Confirm opened={apiKey !== null} title={t("apiKeys.revokeTitle", { name: apiKey?.name })} button={t("apiKeys.revoke")} danger busy={busy} onConfirm={() => void revoke()} onClose={onClose}>
      {t("apiKeys.revokeBody")}
    </Confirm>
  );
}
