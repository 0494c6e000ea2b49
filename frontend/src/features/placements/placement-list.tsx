import { Button, Code, Group, Stack, Title } from "@mantine/core";
import { IconLayoutBoard, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCapWords } from "@/entities/cap-words";
import { useCan } from "@/entities/me";
import { useOfferChoices, useStrategyChoices } from "@/entities/offer-choices";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
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
  const strategies = useStrategyChoices().data?.items;
  const columns = useMemo<Column<Placement>[]>(
    () => [
      { key: "name", title: t("placements.field.name"), fixed: true, sort: "name", cell: (row) => <span style={{ fontWeight: 500 }}>{row.name}</span>, text: (row) => row.name },
      { key: "code", title: t("placements.field.code"), phone: true, cell: (row) => <Code>{row.code}</Code>, text: (row) => row.code },
      { key: "channel", title: t("placements.field.channel"), phone: true, cell: (row) => t(`channel.${row.channel as "web"}`, { defaultValue: row.channel }), text: (row) => row.channel },
      { key: "size", title: t("placements.field.size"), figure: true, cell: (row) => format.number(row.size), text: (row) => String(row.size) },
      { key: "strategy", title: t("placements.field.strategy"), phone: true, cell: (row) => strategies?.find((one) => one.id === row.strategy_id)?.name ?? t("strategies.ranking.priority"), text: (row) => strategies?.find((one) => one.id === row.strategy_id)?.name ?? "" },
      { key: "anonymous", title: t("placements.field.anonymous"), cell: (row) => (row.anonymous_only ? t("state.yes") : t("state.no")), text: (row) => String(row.anonymous_only) },
    ],
    [t, format, strategies],
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

function Preview({ placement, onChange }: { placement: Placement; onChange: () => void }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const actions = usePlacementActions();
  const { act } = useAct();
  const format = useFormat();
  const words = useCapWords();
  const strategy = useStrategyChoices().data?.items.find((one) => one.id === placement.strategy_id);
  const fallback = useOfferChoices().data?.items.find((one) => one.id === placement.fallback_offer_id);
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
            value: strategy ? (
              <RecordLink to="/strategies/$id" params={{ id: strategy.id }}>
                {strategy.name}
              </RecordLink>
            ) : (
              t("strategies.ranking.priority")
            ),
          },
          ...(fallback
            ? [
                {
                  label: t("placements.field.fallback"),
                  value: (
                    <RecordLink to="/offers/$id" params={{ id: fallback.id }}>
                      {fallback.name}
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
