import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconWallet } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClientFilter } from "@/entities/client-filter";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { useWalletShareActions, useWalletShares, type WalletShare } from "./queries";
import { methods, WalletShareForm } from "./wallet-share-form";

const route = getRouteApi("/signed/wallet-shares");
const states = ["active", "archived"] as const;

/** Which part of its purchases each client makes here. */
export function WalletShareListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canSell = useCan("sell");
  const [adding, setAdding] = useState(false);
  const columns = useMemo<Column<WalletShare>[]>(
    () => [
      { key: "client", title: t("records.client"), fixed: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "share", title: t("walletShares.field.share"), figure: true, phone: true, sort: "share", largestFirst: true, cell: (row) => format.share(row.share, 1), text: (row) => format.share(row.share, 1) },
      { key: "what", title: t("walletShares.field.what"), phone: true, cell: (row) => row.category_name || t("records.allPurchases"), text: (row) => row.category_name },
      { key: "method", title: t("walletShares.field.method"), cell: (row) => t(`walletShares.method.${row.method}`), text: (row) => row.method },
      { key: "day", title: t("walletShares.field.day"), figure: true, phone: true, sort: "day", largestFirst: true, cell: (row) => format.day(row.day), text: (row) => row.day },
      { key: "state", title: t("walletShares.field.state"), hidden: true, cell: (row) => t(`walletShares.state.${row.state}`), text: (row) => row.state },
      { key: "note", title: t("records.note"), hidden: true, cell: (row) => row.note, text: (row) => row.note },
    ],
    [t, format],
  );
  const byClient = useClientFilter(search.client_id);
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("walletShares.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="wallet-shares"
        title={t("walletShares.title")}
        lead={t("walletShares.counts")}
        actions={add}
        columns={columns}
        filters={[
          byClient,
          { key: "method", label: t("walletShares.field.method"), options: methods.map((value) => ({ value, label: t(`walletShares.method.${value}`) })) },
          { key: "state", label: t("walletShares.field.state"), options: states.map((value) => ({ value, label: t(`walletShares.state.${value}`) })) },
        ]}
        data={useWalletShares(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.client_name}
        defaultSort="-day"
        preview={(row) => <SharePreview key={row.id} one={row} />}
        empty={<EmptyState icon={<IconWallet size={36} stroke={1.5} aria-hidden />} title={t("walletShares.empty.title")} body={t("walletShares.empty.body")} action={add} />}
      />
      <WalletShareForm opened={adding} onClose={() => setAdding(false)} clientId={search.client_id} />
    </>
  );
}

function SharePreview({ one }: { one: WalletShare }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canSell = useCan("sell");
  const actions = useWalletShareActions();
  const { act, busy } = useAct();
  const [changing, setChanging] = useState(false);
  const archived = one.state === "archived";
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {format.share(one.share, 1)}
      </Title>
      <Facts
        facts={[
          { label: t("records.client"), value: <ClientLink id={one.client_id} name={one.client_name} /> },
          { label: t("walletShares.field.what"), value: one.category_name || t("records.allPurchases") },
          { label: t("walletShares.field.method"), value: t(`walletShares.method.${one.method}`) },
          { label: t("walletShares.field.day"), value: format.day(one.day) },
          { label: t("walletShares.field.state"), value: t(`walletShares.state.${one.state}`) },
        ]}
      />
      {one.note && <Text fz="sm">{one.note}</Text>}
      {canSell && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            {t("action.change")}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void (archived ? act(() => actions.restore(one), t("state.restored")) : act(() => actions.archive(one), t("state.archived"), () => actions.restore(one)))}
          >
            {archived ? t("action.restore") : t("action.archive")}
          </Button>
          <WalletShareForm opened={changing} onClose={() => setChanging(false)} share={one} />
        </Group>
      )}
    </Stack>
  );
}
