import { Button, Group, Text } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MakeSegment } from "@/entities/make-segment";
import { useCan } from "@/entities/me";
import { download } from "@/lib/csv";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import { DownloadMenu } from "@/ui/table/download-menu";
import { useSelection } from "@/ui/table/selection";
import { useClientColumns } from "./client-columns";
import { useClientFilters } from "./client-filters";
import { ClientForm } from "./client-form";
import { ClientPreview } from "./client-preview";
import { useClientExport, useClients } from "./queries";

const route = getRouteApi("/signed/clients");

/** All clients, by any filter; the end of every click on a plot. */
export function ClientListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const data = useClients(search);
  const save = useClientExport(search);
  const columns = useClientColumns();
  const filters = useClientFilters();
  const canSell = useCan("sell");
  const canMarket = useCan("market");
  const [adding, setAdding] = useState(false);
  const { selection, count, ids, clear } = useSelection();
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("clients.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="clients"
        title={t("clients.title")}
        actions={
          <Group gap="xs">
            <DownloadMenu onPick={async (format) => download(`clients.${format}`, await save(format))} />
            {add}
          </Group>
        }
        columns={columns}
        filters={filters}
        searchWords={t("clients.searchWords")}
        data={data}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        recordOf={(row) => ({ to: "/clients/$id", params: { id: row.id } })}
        preview={(row) => <ClientPreview client={row} />}
        selection={canMarket ? selection : undefined}
        bulk={
          count > 0 && (
            <Group className="card" p="xs" px="md" gap="sm">
              <Text fz="sm" fw={600}>
                {t("list.selected", { count })}
              </Text>
              <MakeSegment clientIds={ids} onDone={clear} />
              <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
                {t("list.unselect")}
              </Button>
            </Group>
          )
        }
        empty={
          <EmptyState
            icon={<IconUsers size={36} stroke={1.5} aria-hidden />}
            title={t("clients.empty.title")}
            body={t("clients.empty.body")}
            action={canMarket ? <ButtonLink to="/imports">{t("clients.empty.action")}</ButtonLink> : add}
          />
        }
      />
      <ClientForm opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}
