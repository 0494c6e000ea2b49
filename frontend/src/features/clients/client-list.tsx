import { Button, Group, Text } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { MakeSegment } from "@/entities/make-segment";
import { useCan } from "@/entities/me";
import { useSegmentChoices, useSegmentName } from "@/entities/segment-picker";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import type { Filter } from "@/ui/filter-bar";
import { ListScreen } from "@/ui/list-screen";
import { useSelection } from "@/ui/table/selection";
import { useClientColumns } from "./client-columns";
import { ClientForm } from "./client-form";
import { ClientPreview } from "./client-preview";
import { useClients } from "./queries";

const route = getRouteApi("/signed/clients");

/** All clients, by any filter; the end of every click on a plot. */
export function ClientListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const data = useClients(search);
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
        actions={add}
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

const groups = ["champions", "loyal", "potential_loyalists", "new", "promising", "need_attention", "about_to_sleep", "at_risk", "cannot_lose", "hibernating", "lost"] as const;
const scores = ["5", "4", "3", "2", "1"].map((value) => ({ value, label: value }));

function useClientFilters(): Filter[] {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  const segments = useSegmentChoices().data?.items;
  return useMemo(
    () => [
      { key: "abc", label: t("clients.field.abc"), options: (["A", "B", "C", "none"] as const).map((value) => ({ value, label: value === "none" ? t("abc.none") : value })) },
      { key: "rfm_group", label: t("clients.field.rfmGroup"), options: groups.map((value) => ({ value, label: t(`rfm.${value}`) })) },
      { key: "segment_id", label: t("clients.field.segment"), options: (segments ?? []).map((segment) => ({ value: segment.id, label: nameOf(segment) })) },
      { key: "kind", label: t("clients.field.kind"), options: (["b2c", "b2b", "b2g"] as const).map((value) => ({ value, label: t(`clients.kind.${value}`) })) },
      { key: "prospect", label: t("clients.field.prospect"), single: true, options: [{ value: "true", label: t("state.yes") }, { value: "false", label: t("state.no") }] },
      { key: "r", label: t("clients.field.rScore"), options: scores },
      { key: "f", label: t("clients.field.fScore"), options: scores },
      { key: "m", label: t("clients.field.mScore"), options: scores },
      { key: "city", label: t("clients.field.city") },
      { key: "country", label: t("clients.field.countryCode") },
      { key: "source", label: t("clients.field.source") },
      { key: "state", label: t("clients.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) },
    ],
    [t, segments, nameOf],
  );
}
