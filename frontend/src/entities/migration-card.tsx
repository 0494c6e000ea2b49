import { Group, SegmentedControl, Select, Text } from "@mantine/core";
import { IconArrowsShuffle } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import { useFormat } from "@/i18n/use-format";
import { migrationMeasures, type MigrationMeasure, type MigrationSearch } from "@/lib/migration-search";
import { ChartCard } from "@/ui/chart/chart-card";
import { MigrationPlot, migrationTable, type Move } from "@/ui/chart/migration-plot";
import { useLook } from "@/ui/chart/use-look";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { ReportExport } from "./report-export";
import { usePublishedRuns, type Run } from "./runs";

type Report = Schemas["MigrationReport"];
type Asked = { measure: MigrationMeasure; division_id?: string; from_run?: string; to_run?: string };

/** The moves of clients between two runs; null where there is no run before, or none that knows the class. */
export function useMigration(asked: Asked) {
  return useReport("/portfolio/migration", asked, { keep: true });
}

type Props = {
  /** The class that is followed until the person chooses one. */
  measure: MigrationMeasure;
  /** The run that is always looked at; without it the person chooses. */
  run?: Run;
};

/** How clients went from class to class between two runs; measure and runs are chosen and stand in the URL. */
export function MigrationCard({ measure: first, run }: Props) {
  const search = useSearch({ strict: false }) as MigrationSearch;
  const asked: Asked = { measure: search.measure ?? first, division_id: search.division_id, from_run: search.from_run, to_run: run?.id ?? search.to_run };
  return (
    <Loaded query={useMigration(asked)} skeleton={<PlotSkeleton height={520} />} compact>
      {(report) => (report ? <Moves report={report} asked={asked} run={run} /> : <None measure={asked.measure} />)}
    </Loaded>
  );
}

function None({ measure }: { measure: MigrationMeasure }) {
  const { t } = useTranslation();
  return (
    <div className="card">
      <Group p="md" pb={0}>
        <MeasureSelect measure={measure} />
      </Group>
      <EmptyState compact icon={<IconArrowsShuffle size={32} stroke={1.5} aria-hidden />} title={t("portfolioCards.migration.none")} body={t("portfolioCards.migration.noneBody")} />
    </div>
  );
}

const filters: Record<MigrationMeasure, string> = { abc: "abc", rfm_group: "rfm_group", quadrant: "quadrant", relationship: "relationship", life_stage: "life_stage", trend: "trend" };

function Moves({ report, asked, run }: { report: Report; asked: Asked; run?: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const navigate = useNavigate();
  const [show, setShow] = useState<"clients" | "value">("clients");
  const runs = usePublishedRuns();
  const live = runs.data?.find((one) => one.current)?.id === report.to.id;
  const moves = useMemo<Move[]>(
    () =>
      report.cells.map((cell) => ({
        from: cell.from,
        to: cell.to,
        clients: cell.clients,
        value: cell.value_minor,
        share: cell.share,
        onOpen: live && cell.to !== "absent" && cell.to !== "none" ? () => void navigate({ to: "/clients", search: { [filters[report.measure]]: cell.to, sort: "-revenue", division_id: report.division_id ?? undefined } }) : undefined,
      })),
    [report, live, navigate],
  );
  const title = t("portfolioCards.migration.finding", { count: report.up + report.down, up: report.up, down: report.down });
  const words = { from: report.from.number, fromDay: format.day(report.from.as_of), to: report.to.number, toDay: format.day(report.to.as_of) };
  return (
    <ChartCard
      title={title}
      subtitle={t(live || runs.isPending ? "portfolioCards.migration.subtitle" : "portfolioCards.migration.subtitleOlder", words)}
      name={`migration-${report.measure}`}
      measure="migration"
      table={migrationTable(moves, report.measure, look)}
      tools={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t("plots.rfm.show")}
            value={show}
            onChange={(value) => setShow(value as "clients")}
            data={[
              { value: "clients", label: t("charts.clients") },
              { value: "value", label: t("charts.value") },
            ]}
          />
          <ReportExport table="migration" more={asked} />
        </Group>
      }
      foot={<Text fz="sm" c="dimmed">{t("portfolioCards.migration.stayed", { count: report.stayed })}</Text>}
    >
      {(chart) => (
        <>
          <Group gap="sm" mb="xs">
            <MeasureSelect measure={report.measure} />
            <RunSelect name="from_run" value={report.from.id} until={report.to.number} />
            {!run && <RunSelect name="to_run" value={report.to.id} after={report.from.number} />}
          </Group>
          <MigrationPlot chart={chart} measure={report.measure} classes={report.classes} moves={moves} show={show} label={title} height={report.measure === "rfm_group" ? 540 : 420} />
        </>
      )}
    </ChartCard>
  );
}

function usePut() {
  const navigate = useNavigate();
  return (change: Partial<MigrationSearch>) => void navigate({ to: ".", search: (before: MigrationSearch) => ({ ...before, ...change }), replace: true, resetScroll: false } as never);
}

function MeasureSelect({ measure }: { measure: MigrationMeasure }) {
  const { t } = useTranslation();
  const put = usePut();
  return (
    <Select
      size="xs"
      w={170}
      label={t("portfolioCards.migration.measure")}
      allowDeselect={false}
      data={migrationMeasures.map((value) => ({ value, label: t(`portfolioCards.migration.measures.${value}`) }))}
      value={measure}
      onChange={(value) => put({ measure: (value ?? undefined) as MigrationMeasure })}
    />
  );
}

/** Chooses one end: only runs that leave the ends in order. */
function RunSelect({ name, value, until, after }: { name: "from_run" | "to_run"; value: string; until?: number; after?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const put = usePut();
  const runs = (usePublishedRuns().data ?? []).filter((one) => (until === undefined || one.number < until) && (after === undefined || one.number > after));
  return (
    <Select
      size="xs"
      w={210}
      label={t(name === "from_run" ? "portfolioCards.migration.from" : "portfolioCards.migration.to")}
      allowDeselect={false}
      data={runs.map((one) => ({ value: one.id, label: t("portfolioCards.migration.run", { number: one.number, day: format.day(one.as_of) }) }))}
      value={value}
      onChange={(chosen) => put({ [name]: chosen ?? undefined })}
    />
  );
}
