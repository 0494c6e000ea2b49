import { Button, Group, Stack, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { AbcBadge, RfmBadge } from "@/entities/class-badge";
import { useCan } from "@/entities/me";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { Crumb } from "@/ui/crumb";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { RecordPage } from "@/ui/page/record-page";
import { RecordSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useSelection } from "@/ui/table/selection";
import { useAct } from "@/ui/use-submit";
import { useMembers, useSegment, useSegmentActions, type Member, type Segment } from "./queries";
import { SegmentForm } from "./segment-form";

const route = getRouteApi("/signed/segments/$id");

/** One segment with its members. */
export function SegmentPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useSegment(id)} skeleton={<div style={{ padding: 28 }}><RecordSkeleton /></div>}>
      {(segment) => <SegmentRecord segment={segment} />}
    </Loaded>
  );
}

function SegmentRecord({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  const canMarket = useCan("market");
  const actions = useSegmentActions();
  const { act } = useAct();
  const [changing, setChanging] = useState(false);
  const list = segment.kind === "static";
  return (
    <RecordPage
      title={nameOf(segment)}
      crumb={<Crumb to="/segments">{t("segments.title")}</Crumb>}
      badges={<StateBadge tone={list ? "warm" : "plain"}>{t(`segments.kind.${segment.kind as "static"}`, { defaultValue: segment.kind })}</StateBadge>}
      lead={
        <>
          {t("segments.count", { count: segment.members })}
          {segment.description && ` · ${segment.description}`}
          {!list && ` · ${t("segments.computedHint")}`}
        </>
      }
      actions={
        <>
          <ButtonLink to="/clients" search={{ segment_id: segment.id }} variant="default">
            {t("segments.seeAll")}
          </ButtonLink>
          {canMarket && list && (
            <Button variant="default" onClick={() => setChanging(true)}>
              {t("segments.change")}
            </Button>
          )}
          {canMarket && list && (
            <Button variant="default" onClick={() => void (segment.state === "archived" ? act(() => actions.restore(segment.id), t("state.restored")) : act(() => actions.archive(segment.id), t("state.archived"), () => actions.restore(segment.id)))}>
              {segment.state === "archived" ? t("action.restore") : t("action.archive")}
            </Button>
          )}
          {canMarket && (
            <ButtonLink to="/campaigns/new" search={{ segment_id: segment.id }} leftSection={<IconSend size={16} aria-hidden />}>
              {t("segments.campaign")}
            </ButtonLink>
          )}
        </>
      }
    >
      <Members segment={segment} />
      <SegmentForm opened={changing} onClose={() => setChanging(false)} segment={segment} />
    </RecordPage>
  );
}

function Members({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sort } = route.useSearch();
  const navigate = useNavigate();
  const canMarket = useCan("market");
  const actions = useSegmentActions();
  const { act } = useAct();
  const { selection, count, ids, clear } = useSelection();
  const own = canMarket && segment.kind === "static";
  const columns = useMemo<Column<Member>[]>(
    () => [
      {
        key: "name",
        title: t("clients.field.name"),
        cell: (row) => (
          <RecordLink to="/clients/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {row.name}
          </RecordLink>
        ),
      },
      { key: "city", title: t("clients.field.city"), phone: true, cell: (row) => row.city },
      { key: "abc", title: t("clients.field.abc"), phone: true, cell: (row) => <AbcBadge abc={row.figures?.abc} /> },
      { key: "group", title: t("clients.field.rfmGroup"), cell: (row) => <RfmBadge group={row.figures?.rfm_group} /> },
      { key: "revenue", title: t("clients.field.revenue"), figure: true, phone: true, cell: (row) => <Money minor={row.figures?.revenue_minor} style="whole" /> },
      { key: "last", title: t("clients.field.lastOrder"), figure: true, cell: (row) => format.day(row.figures?.last_order_day) },
    ],
    [t, format],
  );
  const takeOut = () =>
    act(
      async () => {
        await actions.members(segment.id, { add: [], remove: ids });
        clear();
      },
      t("segments.removed"),
      () => actions.members(segment.id, { add: ids, remove: [] }),
    );
  return (
    <Stack gap="sm">
      {own && count > 0 && (
        <Group className="card" p="xs" px="md">
          <Text fz="sm" fw={600}>
            {t("list.selected", { count })}
          </Text>
          <Button size="compact-sm" variant="light" onClick={() => void takeOut()}>
            {t("segments.remove", { count })}
          </Button>
        </Group>
      )}
      <DataTable
        label={t("segments.members")}
        columns={columns}
        data={useMembers(segment.id, sort)}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        selection={own ? selection : undefined}
        onEnter={(row) => void navigate({ to: "/clients/$id", params: { id: row.id } })}
        empty={<EmptyState title={t("segments.membersEmpty")} body={segment.kind === "static" ? t("segments.membersEmptyBody") : t("segments.computedHint")} action={<ButtonLink to="/clients" variant="default">{t("clients.title")}</ButtonLink>} />}
      />
    </Stack>
  );
}
