import { Button, Code, Group, Stack, Title } from "@mantine/core";
import { IconLayoutBoard, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCapWords } from "@/entities/cap-words";
import { useCan } from "@/entities/me";
import { useOfferChoices, useStrategyChoices } from "@/entities/offer-choices";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { nameIn } from "@/lib/name-in";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { PlacementForm } from "./placement-form";
import { usePlacementActions, usePlacements, type Placement } from "./queries";

const route = getRouteApi("/signed/placements");

/** The places that ask for offers. */
export function PlacementListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const [editing, setEditing] = useState<Placement | "new" | null>(null);
  const strategyOf = useStrategyName();
  const columns = useMemo<Column<Placement>[]>(
    () => [
      { key: "name", title: t("placements.field.name"), fixed: true, sort: "name", cell: (row) => <span style={{ fontWeight: 500 }}>{row.name}</span>, text: (row) => row.name },
      { key: "code", title: t("placements.field.code"), phone: true, cell: (row) => <Code>{row.code}</Code>, text: (row) => row.code },
      { key: "channel", title: t("placements.field.channel"), phone: true, cell: (row) => t(`channel.${row.channel as "web"}`, { defaultValue: row.channel }), text: (row) => row.channel },
      { key: "size", title: t("placements.field.size"), figure: true, cell: (row) => format.number(row.size), text: (row) => String(row.size) },
      { key: "strategy", title: t("placements.field.strategy"), phone: true, cell: strategyOf, text: (row) => (row.strategy_id ? strategyOf(row) : "") },
      { key: "anonymous", title: t("placements.field.anonymous"), cell: (row) => (row.anonymous_only ? t("state.yes") : t("state.no")), text: (row) => String(row.anonymous_only) },
    ],
    [t, format, strategyOf],
  );
  const add = canMarket && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("placements.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="placements"
        title={t("placements.title")}
        lead={t("placements.lead")}
        actions={add}
        columns={columns}
        filters={[{ key: "state", label: t("clients.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) }]}
        data={usePlacements(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        preview={(row) => <Preview placement={row} onChange={() => setEditing(row)} />}
        empty={<EmptyState icon={<IconLayoutBoard size={36} stroke={1.5} aria-hidden />} title={t("placements.empty.title")} body={t("placements.empty.body")} action={add} />}
      />
      <PlacementForm opened={editing !== null} placement={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}

/** The name of the strategy that chooses for a placement; without one the priorities of offers do. */
function useStrategyName() {
  const { t } = useTranslation();
  const { data, isPending } = useStrategyChoices();
  return useCallback(({ strategy_id: id }: Placement) => (id ? nameIn({ data, isPending }, id, "–") : t("strategies.ranking.priority")), [t, data, isPending]);
}

function Preview({ placement, onChange }: { placement: Placement; onChange: () => void }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const actions = usePlacementActions();
  const { act } = useAct();
  const format = useFormat();
  const words = useCapWords();
  const strategyOf = useStrategyName();
  const offers = useOfferChoices();
  const archived = placement.state === "archived";
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {placement.name}
      </Title>
      <Facts
        facts={[
          { label: t("placements.field.code"), value: <Code>{placement.code}</Code> },
          { label: t("placements.field.channel"), value: t(`channel.${placement.channel as "web"}`, { defaultValue: placement.channel }) },
          { label: t("placements.field.size"), value: placement.size },
          {
            label: t("placements.field.strategy"),
            value: placement.strategy_id ? (
              <RecordLink to="/strategies/$id" params={{ id: placement.strategy_id }}>
                {strategyOf(placement)}
              </RecordLink>
            ) : (
              strategyOf(placement)
            ),
          },
          ...(placement.fallback_offer_id
            ? [
                {
                  label: t("placements.field.fallback"),
                  value: (
                    <RecordLink to="/offers/$id" params={{ id: placement.fallback_offer_id }}>
                      {nameIn(offers, placement.fallback_offer_id, "–")}
                    </RecordLink>
                  ),
                },
              ]
            : []),
          ...(placement.caps.length ? [{ label: t("caps.title"), value: placement.caps.map((cap) => <div key={`${cap.event}-${cap.per}-${cap.reset}`}>{words(cap)}</div>) }] : []),
          { label: t("placements.field.anonymous"), value: placement.anonymous_only ? t("state.yes") : t("state.no") },
          { label: t("placements.field.logShare"), value: format.share(placement.log_share_bp / 10_000, 2) },
        ]}
      />
      {canMarket && (
        <Group gap="xs">
          <Button variant="light" onClick={onChange}>
            {t("action.change")}
          </Button>
          <Button variant="default" onClick={() => void (archived ? act(() => actions.restore(placement.id), t("state.restored")) : act(() => actions.archive(placement.id), t("state.archived"), () => actions.restore(placement.id)))}>
            {archived ? t("action.restore") : t("action.archive")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
