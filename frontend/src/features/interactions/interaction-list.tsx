import { Button, Stack, Text, Title } from "@mantine/core";
import { IconMessages, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { channels, InteractionForm } from "./interaction-form";
import { useInteractions, type Interaction } from "./queries";

const route = getRouteApi("/signed/interactions");

/** Every exchange with clients, the newest first. */
export function InteractionListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canSell = useCan("sell");
  const [adding, setAdding] = useState(false);
  const channelName = (row: Interaction) => t(`channel.${row.channel as "web"}`, { defaultValue: row.channel });
  const directionName = (row: Interaction) => t(`interactions.direction.${row.direction}`);
  const columns = useMemo<Column<Interaction>[]>(
    () => [
      { key: "subject", title: t("interactions.field.subject"), fixed: true, cell: (row) => <span style={{ fontWeight: 500 }}>{row.subject || row.kind}</span>, text: (row) => row.subject },
      { key: "client", title: t("interactions.field.client"), phone: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "channel", title: t("interactions.field.channel"), phone: true, cell: channelName, text: (row) => row.channel },
      { key: "direction", title: t("interactions.field.direction"), cell: directionName, text: (row) => row.direction },
      { key: "at", title: t("interactions.field.at"), figure: true, sort: "at", largestFirst: true, phone: true, cell: (row) => format.instant(row.at), text: (row) => row.at },
    ],
    [t, format],
  );
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("interactions.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="interactions"
        title={t("interactions.title")}
        actions={add}
        columns={columns}
        filters={[
          { key: "client_id", label: t("interactions.field.client"), linkOnly: true },
          { key: "channel", label: t("interactions.field.channel"), options: channels.map((value) => ({ value, label: t(`channel.${value}`) })) },
          { key: "direction", label: t("interactions.field.direction"), single: true, options: (["inbound", "outbound"] as const).map((value) => ({ value, label: t(`interactions.direction.${value}`) })) },
        ]}
        data={useInteractions(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.subject}
        preview={(row) => (
          <Stack gap="sm">
            <Title order={2} fz="lg" pr={36}>
              {row.subject || row.kind}
            </Title>
            <Facts
              facts={[
                { label: t("interactions.field.client"), value: <ClientLink id={row.client_id} name={row.client_name} /> },
                { label: t("interactions.field.at"), value: format.instant(row.at) },
                { label: t("interactions.field.channel"), value: channelName(row) },
                { label: t("interactions.field.direction"), value: directionName(row) },
              ]}
            />
            {row.body && (
              <Text fz="sm" style={{ whiteSpace: "pre-line" }}>
                {row.body}
              </Text>
            )}
          </Stack>
        )}
        empty={<EmptyState icon={<IconMessages size={36} stroke={1.5} aria-hidden />} title={t("interactions.empty.title")} body={t("interactions.empty.body")} action={add} />}
      />
      <InteractionForm opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}
