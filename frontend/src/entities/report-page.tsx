import { Select } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/api";
import type { ReportSearch } from "@/lib/report-search";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { NoRun } from "./no-run";

type Query<T> = { data: T | null | undefined; error: unknown; refetch: () => unknown };

/** A page over one report of a run: its shape while it loads, the way to a first run where there is none, else the page. */
export function ReportPage<T>({ title, query, children }: { title: string; query: Query<T>; children: (report: T) => ReactNode }) {
  return (
    <Loaded query={query} skeleton={<div style={{ padding: 28 }}><PlotSkeleton height={420} /></div>}>
      {(report) => (report === null ? <NoRun title={title} /> : children(report))}
    </Loaded>
  );
}

/** The run and the division that the URL of an analysis names; with neither it is the published run of the whole company. */
export function useReportSearch(): ReportSearch {
  const { run, division_id } = useSearch({ strict: false }) as ReportSearch;
  return { run, division_id };
}

/** Chooses the company or one of its divisions; nothing where there are none. */
export function DivisionSelect() {
  const { t } = useTranslation();
  const { division_id } = useReportSearch();
  const navigate = useNavigate();
  const divisions = api.useQuery("get", "/divisions", {}).data?.items ?? [];
  if (divisions.length === 0) return null;
  return (
    <Select
      w={220}
      aria-label={t("portfolio.division")}
      allowDeselect={false}
      data={[{ value: "", label: t("portfolio.wholeCompany") }, ...divisions.map((one) => ({ value: one.id, label: one.name }))]}
      value={division_id ?? ""}
      onChange={(value) => void navigate({ to: ".", search: (before: ReportSearch) => ({ ...before, division_id: value || undefined }) } as never)}
    />
  );
}
