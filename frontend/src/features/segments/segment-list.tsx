import { Button } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { SegmentClass, segmentMeasures, useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useSegments, type Segment } from "./queries";
import { SegmentForm } from "./segment-form";

const route = getRouteApi("/signed/segments");

/** All segments: those computed from classes, and lists made by hand. */
export function SegmentListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const [adding, setAdding] = useState(false);
  const columns = useMemo<Column<Segment>[]>(
    () => [
      {
        key: "name",
        title: t("segments.field.name"),
        fixed: true,
        sort: "name",
        cell: (row) => (
          <RecordLink to="/segments/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {nameOf(row)}
          </RecordLink>
        ),
        text: nameOf,
      },
      {
        key: "class",
        title: t("segments.field.measure"),
        cell: (row) => <SegmentClass measure={row.measure} value={row.value} />,
        text: (row) => row.value,
      },
      { key: "kind", title: t("segments.field.kind"), phone: true, cell: (row) => <StateBadge tone={row.kind === "computed" ? "plain" : "warm"}>{t(`segments.kind.${row.kind as "static"}`, { defaultValue: row.kind })}</StateBadge>, text: (row) => row.kind },
      { key: "members", title: t("segments.field.members"), figure: true, phone: true, cell: (row) => format.number(row.members), text: (row) => String(row.members) },
      { key: "description", title: t("segments.field.description"), cell: (row) => row.description, text: (row) => row.description },
      { key: "updated", title: t("segments.field.updated"), figure: true, hidden: true, cell: (row) => format.instant(row.updated_at), text: (row) => row.updated_at },
    ],
    [t, format, nameOf],
  );
  const add = canMarket && (
    <>
      <ButtonLink to="/segments/compare" variant="default">
        {t("segments.compare.title")}
      </ButtonLink>
      <Button variant="default" onClick={() => setAdding(true)}>
        {t("segments.addList")}
      </Button>
      <ButtonLink to="/segments/new" leftSection={<IconPlus size={16} aria-hidden />}>
        {t("segments.addRule")}
      </ButtonLink>
    </>
  );
  return (
    <>
      <ListScreen
        id="segments"
        title={t("segments.title")}
        actions={add}
        columns={columns}
        filters={[
          { key: "kind", label: t("segments.field.kind"), options: (["rule", "static", "computed"] as const).map((value) => ({ value, label: t(`segments.kind.${value}`) })) },
          { key: "measure", label: t("segments.field.measure"), options: segmentMeasures.map((value) => ({ value, label: t(`segments.group.${value}`) })) },
        ]}
        searchWords={t("segments.searchWords")}
        data={useSegments(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={nameOf}
        recordOf={(row) => ({ to: "/segments/$id", params: { id: row.id } })}
        empty={<EmptyState icon={<IconUsersGroup size={36} stroke={1.5} aria-hidden />} title={t("segments.empty.title")} body={t("segments.empty.body")} action={add} />}
      />
      <SegmentForm opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}
