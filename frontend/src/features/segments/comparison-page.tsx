import { Group, Stack } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { SegmentPicker, useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { MeasureHelp, type Measure } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { useComparison, type Comparison, type Profile } from "./queries";
import { VennPlot } from "./venn-plot";

const route = getRouteApi("/signed/segments/compare");

/** Up to three segments: whom they share, and how their members differ. */
export function ComparisonPage() {
  const { t } = useTranslation();
  const { ids } = route.useSearch();
  const navigate = useNavigate();
  const picked = useMemo(() => (ids ?? "").split(",").filter(Boolean).slice(0, 3), [ids]);
  const query = useComparison(picked);
  const pick = (next: string[]) => void navigate({ to: "/segments/compare", search: { ids: next.slice(0, 3).join(",") || undefined }, replace: true });
  const data = picked.length > 0 ? query.data : undefined;
  return (
    <AnalysisPage
      title={t("segments.compare.title")}
      lead={t("segments.compare.lead")}
      actions={<ButtonLink to="/segments" variant="default">{t("segments.title")}</ButtonLink>}
      finding={data && data.segments.length > 1 ? <Finding data={data} /> : undefined}
      plot={
        <Stack gap="md">
          <SegmentPicker label={t("segments.compare.pick")} maxValues={3} value={picked} onChange={pick} />
          {picked.length === 0 ? (
            <div className="card"><EmptyState title={t("segments.compare.start")} body={t("segments.compare.startBody")} /></div>
          ) : (
            <Loaded query={query} skeleton={<PlotSkeleton height={320} />}>
              {(loaded) => (
                <Stack gap="md">
                  {loaded.segments.length > 1 && <Venn data={loaded} />}
                  <Profiles data={loaded} />
                </Stack>
              )}
            </Loaded>
          )}
        </Stack>
      }
    />
  );
}

const allOf = (data: Comparison) => data.regions.find((one) => one.in.length === data.segments.length)?.clients ?? 0;

function Finding({ data }: { data: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <>{t("segments.compare.finding", { count: allOf(data), union: format.number(data.union) })}</>;
}

function Venn({ data }: { data: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const names = new Map(data.segments.map((one) => [one.segment.id, nameOf(one.segment)]));
  const say = (ids: readonly string[]) => {
    const text = ids.map((id) => names.get(id) ?? "").join(" + ");
    return ids.length === 1 ? t("segments.compare.only", { names: text }) : t("segments.compare.all", { names: text });
  };
  const columns: Column<Comparison["regions"][number]>[] = [
    { key: "in", title: t("segments.compare.region"), cell: (row) => say(row.in) },
    { key: "clients", title: t("segments.compare.clients"), figure: true, cell: (row) => format.number(row.clients) },
  ];
  return (
    <Section title={t("segments.compare.venn")} hint={t("segments.compare.vennHint")}>
      <VennPlot sets={data.segments.map((one) => ({ id: one.segment.id, name: names.get(one.segment.id) ?? "", clients: one.clients }))} regions={data.regions} label={data.regions.map((one) => `${say(one.in)}: ${format.number(one.clients)}`).join("; ")} />
      <SimpleTable label={t("segments.compare.venn")} columns={columns} rows={data.regions} rowId={(row) => row.in.join()} />
    </Section>
  );
}

type Line = { key: string; name: string; measure?: Measure; cell: (one: Profile) => React.ReactNode };

const shareOf = (list: readonly { value: string; share: number }[], value: string) => list.find((one) => one.value === value)?.share ?? 0;

function Profiles({ data }: { data: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const lines: Line[] = [
    { key: "clients", name: t("segments.compare.clients"), cell: (one) => format.number(one.clients) },
    { key: "revenue", name: t("segments.compare.revenue"), measure: "revenue", cell: (one) => <Money minor={one.revenue_minor} style="short" /> },
    { key: "margin", name: t("segments.compare.margin"), measure: "margin", cell: (one) => <Money minor={one.margin_minor} style="short" /> },
    { key: "basket", name: t("segments.compare.basket"), measure: "basket", cell: (one) => <Money minor={one.average_basket_minor} style="whole" /> },
    { key: "recency", name: t("segments.compare.recency"), measure: "recency", cell: (one) => format.number(one.recency_days) },
    { key: "predicted", name: t("segments.compare.predicted"), measure: "predicted", cell: (one) => <Money minor={one.predicted_mean_minor} style="whole" /> },
    { key: "abc", name: t("segments.compare.abc"), measure: "abc", cell: (one) => format.share(shareOf(one.abc, "A")) },
    { key: "champions", name: t("segments.compare.champions"), measure: "rfm", cell: (one) => format.share(shareOf(one.rfm_group, "champions")) },
    { key: "desirable", name: t("segments.compare.desirable"), measure: "quadrant", cell: (one) => format.share(shareOf(one.quadrant, "desirable")) },
    { key: "reachable", name: t("segments.compare.reachable"), cell: (one) => format.number(one.reachable.email) },
  ];
  const columns: Column<Line>[] = [
    {
      key: "name",
      title: t("segments.compare.measure"),
      cell: (row) => (
        <Group gap={2} wrap="nowrap">
          {row.name}
          {row.measure && <MeasureHelp measure={row.measure} />}
        </Group>
      ),
    },
    ...data.segments.map((one) => ({ key: one.segment.id, title: nameOf(one.segment), figure: true, cell: (row: Line) => row.cell(one) })),
  ];
  return (
    <Section title={t("segments.compare.profile")} actions={<Group gap="md">{data.segments.map((one) => <RecordLink key={one.segment.id} to="/segments/$id" params={{ id: one.segment.id }}>{nameOf(one.segment)}</RecordLink>)}</Group>}>
      <SimpleTable label={t("segments.compare.profile")} columns={columns} rows={lines} rowId={(row) => row.key} />
    </Section>
  );
}
