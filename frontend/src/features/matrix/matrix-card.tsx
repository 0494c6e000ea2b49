import { Group, SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChartCard } from "@/ui/chart/chart-card";
import { classLook } from "@/ui/chart/class-look";
import { MatrixDensityPlot, matrixDensityTable, type MatrixDensity } from "@/ui/chart/matrix-density-plot";
import { MatrixPlot, matrixTable, type MatrixPoint as Drawn } from "@/ui/chart/matrix-plot";
import { useLook } from "@/ui/chart/use-look";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Quadrant } from "@/ui/theme/tokens";
import { mostPoints, useMatrixPoints, type Matrix, type MatrixPoint } from "./queries";
import { questions, type MatrixSearch } from "./matrix-search";

type Props = { matrix: Matrix; clients: number; search: MatrixSearch; onSearch: (change: Partial<MatrixSearch>) => void };

const height = 480;

/** The matrix as points or, where clients are many, as cells; before or after the guards. */
export function MatrixCard({ matrix, clients, search, onSearch }: Props) {
  const { t } = useTranslation();
  const look = useLook();
  const navigate = useNavigate();
  const raw = search.raw ?? false;
  const view = search.view ?? (clients > mostPoints ? "cells" : "points");
  const scope = { run: search.run, division_id: search.division_id };
  const points = useMatrixPoints(scope, view === "points");
  const totals = raw ? matrix.raw : matrix.quadrants;
  const older = search.run !== undefined;
  const corners = useMemo(
    () =>
      totals.map((one) => ({
        quadrant: one.quadrant,
        clients: one.clients,
        value: look.format.money(one.actual_minor, "short"),
        onOpen: older ? undefined : () => void navigate({ to: "/clients", search: { [raw ? "raw_quadrant" : "quadrant"]: one.quadrant, division_id: search.division_id, sort: "-potential" } }),
      })),
    [totals, look, navigate, raw, older, search.division_id],
  );
  const density = useMemo(() => densityOf(matrix, older ? undefined : (filter) => void navigate({ to: "/clients", search: { ...filter, division_id: search.division_id } })), [matrix, older, navigate, search.division_id]);
  const drawn = useMemo(() => (points.data?.items ?? []).map((one) => pointOf(one, raw, () => void navigate({ to: "/clients/$id", params: { id: one.client.id } }))), [points.data, raw, navigate]);
  const cuts = { actual: matrix.cuts.actual_minor, potential: matrix.cuts.potential_minor };
  const title = titleOf(totals, t, look.format.share);
  const shown = totals.filter((one) => one.clients > 0 || one.quadrant !== "unverified");
  return (
    <ChartCard
      title={title}
      subtitle={view === "points" && clients > mostPoints ? t("matrix.plot.largest", { count: mostPoints, all: look.format.number(clients) }) : t("matrix.plot.subtitle", { count: clients })}
      name={`matrix-${raw ? "raw-" : ""}${view}`}
      measure="quadrant"
      legend={view === "points" ? shown.map((one) => classLook(look, "quadrant", one.quadrant)) : undefined}
      table={view === "points" ? matrixTable(drawn, look) : matrixDensityTable(density, look)}
      foot={<Foot view={view} raw={raw} />}
    >
      {(chart) => (
        <>
          <Group gap="xs">
            <Switches raw={raw} view={view} onSearch={onSearch} />
          </Group>
          {view === "cells" ? (
            <MatrixDensityPlot chart={chart} density={density} cuts={cuts} corners={corners} label={title} height={height} />
          ) : (
            <Loaded query={points} skeleton={<PlotSkeleton height={height} />} compact>
              {() => <MatrixPlot chart={chart} points={drawn} cuts={cuts} corners={corners} label={title} height={height} />}
            </Loaded>
          )}
        </>
      )}
    </ChartCard>
  );
}

function Switches({ raw, view, onSearch }: { raw: boolean; view: "points" | "cells"; onSearch: Props["onSearch"] }) {
  const { t } = useTranslation();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t("matrix.plot.guardSwitch")}
        value={raw ? "raw" : "guarded"}
        onChange={(value) => onSearch({ raw: value === "raw" || undefined })}
        data={[
          { value: "guarded", label: t("matrix.plot.guarded") },
          { value: "raw", label: t("matrix.plot.raw") },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t("matrix.plot.viewSwitch")}
        value={view}
        onChange={(value) => onSearch({ view: value as "points" })}
        data={[
          { value: "cells", label: t("matrix.plot.cells") },
          { value: "points", label: t("matrix.plot.points") },
        ]}
      />
    </>
  );
}

function Foot({ view, raw }: { view: "points" | "cells"; raw: boolean }) {
  const { t } = useTranslation();
  return <div style={{ color: "var(--ink-dim)", fontSize: 12.5 }}>{t(view === "cells" ? "matrix.plot.footCells" : raw ? "matrix.plot.footRaw" : "matrix.plot.footPoints")}</div>;
}

function titleOf(totals: Matrix["quadrants"], t: TFunction, share: (value: number, digits?: number) => string): string {
  const best = totals.find((one) => one.quadrant === "desirable");
  return t("matrix.plot.title", { clients: share(best?.client_share ?? 0), count: best?.clients ?? 0 });
}

type Amounts = { actual_min_minor?: string; actual_max_minor?: string; potential_min_minor?: string; potential_max_minor?: string };

/** The cells of the report; each opens the clients between its edges, the outer ones being open to their side. */
export function densityOf({ density }: Pick<Matrix, "density">, open?: (filter: Amounts) => void): MatrixDensity {
  const { actual_edges_minor: actual, potential_edges_minor: potential } = density;
  const between = (edges: readonly number[], at: number) => ({ min: at > 0 ? edges[at] : undefined, max: at < edges.length - 2 ? edges[at + 1] : undefined });
  const word = (amount: number | undefined) => (amount === undefined ? undefined : String(amount));
  return {
    actualEdges: actual,
    potentialEdges: potential,
    cells: density.cells.map((cell) => {
      const across = between(actual, cell.a);
      const up = between(potential, cell.p);
      const filter: Amounts = { actual_min_minor: word(across.min), actual_max_minor: word(across.max), potential_min_minor: word(up.min), potential_max_minor: word(up.max) };
      return { ...cell, onOpen: open && (() => open(filter)) };
    }),
  };
}

/** A client as it is drawn: a guard is marked where it changed the quadrant. */
export function pointOf(point: MatrixPoint, raw: boolean, onOpen: () => void): Drawn {
  const moved = !raw && point.raw === "low_priority" && point.quadrant !== "unverified";
  return {
    id: point.client.id,
    name: point.client.name,
    actual: point.actual_minor,
    potential: point.potential_minor,
    quadrant: (raw ? point.raw : point.quadrant) as Quadrant,
    guards: moved ? questions.filter((one) => point[one] === "yes") : [],
    previous: point.previous && { actual: point.previous.actual_minor, potential: point.previous.potential_minor, quadrant: point.previous.quadrant as Quadrant },
    onOpen,
  };
}
