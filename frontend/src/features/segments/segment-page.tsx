import { Button, Group, Stack, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { AbcBadge, RfmBadge } from "@/entities/class-badge";
import { useCan } from "@/entities/me";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { RuleWords } from "@/entities/rule-words";
import { StateBadge } from "@/entities/state-badge";
import { useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { Crumb } from "@/ui/crumb";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { RecordPage, type RecordTab } from "@/ui/page/record-page";
import type { Rule } from "@/ui/rule-editor/rule";
import { RecordSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useSelection } from "@/ui/table/selection";
import { useAct } from "@/ui/use-submit";
import { useMembers, useSegment, useSegmentActions, type Member, type Segment } from "./queries";
import { SegmentActions } from "./segment-actions";
import { SegmentForm } from "./segment-form";
import { SegmentMoves } from "./segment-moves";
import { SegmentQuality } from "./segment-quality";
import { SegmentUses } from "./segment-uses";

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
  const { tab } = route.useSearch();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const kept = segment.kind !== "computed";
  const tabs: RecordTab[] = [
    { key: "members", title: t("segments.members"), body: <Members segment={segment} /> },
    ...(kept ? [{ key: "moves", title: t("segments.moves.title"), body: <SegmentMoves id={segment.id} /> }] : []),
    { key: "quality", title: t("segments.quality.tab"), body: <SegmentQuality id={segment.id} /> },
    { key: "uses", title: t("segments.uses.title"), body: <SegmentUses id={segment.id} /> },
  ];
  return (
    <RecordPage
      title={nameOf(segment)}
      crumb={<Crumb to="/segments">{t("segments.title")}</Crumb>}
      badges={<StateBadge tone={kept ? "warm" : "plain"}>{t(`segments.kind.${segment.kind}`)}</StateBadge>}
      lead={
        <>
          {t("segments.count", { count: segment.members })}
          {segment.description && ` · ${segment.description}`}
          {!kept && ` · ${t("segments.computedHint")}`}
          {segment.kind === "rule" && segment.rule && <RuleWords rule={segment.rule as unknown as Rule} />}
          {segment.problem && <Text c="var(--down)" fz="sm">{segment.problem}</Text>}
        </>
      }
      actions={<SegmentActions segment={segment} onChange={() => setChanging(true)} />}
      tabs={tabs}
      tab={tab}
      onTab={(next) => void navigate({ to: "/segments/$id", params: { id: segment.id }, search: { tab: next }, replace: true })}
    >
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
