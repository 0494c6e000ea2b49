import { Group, Select, Stack, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { MeasureHelp } from "@/ui/measure-help";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { ExploreTable } from "./explore-table";
import { dimensions, measures, type Dimension } from "./explore-search";
import { useExploration, type Exploration } from "./queries";
import { useHeadName, useValueText } from "./words";

const route = getRouteApi("/signed/portfolio/explore");

/** Any measure by any two dimensions; each cell opens the clients behind it. */
export function ExplorePage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { measure = "revenue", rows = "rfm_group", columns: asked } = search;
  const columns = asked === rows ? undefined : asked;
  const navigate = useNavigate();
  const query = useExploration(measure, rows, columns);
  const set = (next: Record<string, string | null>) => void navigate({ to: "/portfolio/explore", search: { ...search, ...Object.fromEntries(Object.entries(next).map(([key, value]) => [key, value ?? undefined])) }, replace: true });
  const choices = (without?: string) => dimensions.filter((one) => one !== without).map((one) => ({ value: one, label: t(`explore.dimension.${one}`) }));
  return (
    <AnalysisPage
      title={t("explore.title")}
      lead={t("explore.lead")}
      finding={query.data && query.data.rows.length > 0 ? <Finding data={query.data} /> : undefined}
      plot={
        <Stack gap="md">
          <Group align="end" gap="sm">
            <Select label={t("explore.measureLabel")} allowDeselect={false} value={measure} onChange={(next) => set({ measure: next })} data={measures.map((one) => ({ value: one, label: t(`explore.measure.${one}`) }))} />
            <Select label={t("explore.rowsLabel")} searchable allowDeselect={false} value={rows} onChange={(next) => set({ rows: next, columns: next === columns ? null : (columns ?? null) })} data={choices()} />
            <Select label={t("explore.columnsLabel")} searchable clearable placeholder={t("explore.none")} value={columns ?? null} onChange={(next) => set({ columns: next })} data={choices(rows)} />
          </Group>
          <Loaded query={query} skeleton={<PlotSkeleton height={360} />}>
            {(data) =>
              data.rows.length === 0 ? (
                <div className="card"><EmptyState title={t("explore.empty")} body={t("explore.emptyBody")} /></div>
              ) : (
                <Section title={titleOf(data, t)} actions={<MeasureHelp measure="explore" />}>
                  <ExploreTable data={data} />
                  {(data.cut || overlapping(data)) && (
                    <Text fz="sm" c="dimmed" mt="xs">
                      {data.cut && t("explore.cut")} {overlapping(data) && t("explore.multiple")}
                    </Text>
                  )}
                </Section>
              )
            }
          </Loaded>
        </Stack>
      }
    />
  );
}

/** A title as it stands within a sentence: "RFM group" stays, "Region" becomes "region". */
const inside = (title: string) => title.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLocaleLowerCase());

/** Of categories and segments a client may have several. */
const overlapping = (data: Exploration) => [data.rows_by, data.columns_by].some((one) => one === "category" || one === "segment");

/** What the table shows: while the next is read it is still the one before, and says so. */
function titleOf({ measure, rows_by, columns_by }: Exploration, t: TFunction): string {
  const dimension = (name: string) => inside(t(`explore.dimension.${name as Dimension}`));
  return t(columns_by ? "explore.byBoth" : "explore.by", { measure: t(`explore.measure.${measure as "revenue"}`), rows: dimension(rows_by), columns: columns_by && dimension(columns_by) });
}

/** The largest row, and its part of the whole where parts make sense. */
function Finding({ data }: { data: Exploration }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useHeadName();
  const say = useValueText(data);
  const first = [...data.rows].sort((one, other) => (other.total ?? 0) - (one.total ?? 0))[0]!;
  const adds = ["clients", "revenue", "margin", "orders", "predicted"].includes(data.measure);
  const label = nameOf(data.rows_by as Dimension, first);
  if (!adds || !data.total.value) return <>{t("explore.findingMean", { label, value: say(first.total) })}</>;
  return <>{t("explore.finding", { label, value: say(first.total), share: format.share((first.total ?? 0) / data.total.value) })}</>;
}
