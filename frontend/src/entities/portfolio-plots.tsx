import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { change } from "@/lib/format";
import { AbcPlot } from "@/ui/chart/abc-plot";
import { ChartCard } from "@/ui/chart/chart-card";
import { HistogramPlot } from "@/ui/chart/histogram-plot";
import { MonthPlot } from "@/ui/chart/month-plot";
import { ParetoPlot } from "@/ui/chart/pareto-plot";
import { RfmPlot } from "@/ui/chart/rfm-plot";
import { usePalette } from "@/ui/chart/use-palette";
import { rfmFamily, type AbcClass, type RfmFamily } from "@/ui/theme/tokens";
import type { Portfolio } from "./portfolio";
import { RecordLink } from "./record-link";

type Props = { portfolio: Portfolio };

type ClientFilter = { abc?: string; rfm_group?: string; r?: string; f?: string };

/** Opens the clients list behind a mark. */
function useOpenClients() {
  const navigate = useNavigate();
  return (filter: ClientFilter) => void navigate({ to: "/clients", search: filter });
}

const asClass = (name: string): AbcClass => (name === "A" || name === "B" || name === "C" ? name : "none");

/** The concentration curve of a run. */
export function ParetoCard({ portfolio }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useOpenClients();
  const curve = portfolio.pareto;
  const title = t("plots.pareto.title", { clients: format.share(0.2), value: format.share(curve.value_share_of_top20) });
  return (
    <ChartCard
      title={title}
      subtitle={t("plots.pareto.subtitle")}
      name="pareto"
      measure="pareto"
      table={{
        columns: [
          { title: t("plots.shareOfClients"), figure: true },
          { title: t("plots.shareOfValue"), figure: true },
        ],
        rows: curve.points.map((point) => [format.share(point.client_share, 1), format.share(point.value_share, 1)]),
        csv: [["client_share", "value_share"], ...curve.points.map((point) => [String(point.client_share), String(point.value_share)])],
      }}
    >
      {(chart) => (
        <ParetoPlot
          chart={chart}
          label={title}
          points={curve.points.map((point) => ({ clients: point.client_share, value: point.value_share }))}
          cuts={cutsOf(portfolio.abc, (name) => t("plots.pareto.cut", { abc: name }), open)}
        />
      )}
    </ChartCard>
  );
}

/** The ends of classes A and B on the curve. */
function cutsOf(abc: Portfolio["abc"], name: (abc: string) => string, open: (filter: ClientFilter) => void) {
  const a = abc.classes.find((one) => one.abc === "A");
  const b = abc.classes.find((one) => one.abc === "B");
  const cuts = [];
  if (a) cuts.push({ clients: a.client_share, value: a.value_share, name: name("A"), onOpen: () => open({ abc: "A" }) });
  if (a && b) cuts.push({ clients: a.client_share + b.client_share, value: a.value_share + b.value_share, name: name("B"), onOpen: () => open({ abc: "A,B" }) });
  return cuts;
}

/** How the ABC classes share out clients and value. */
export function AbcCard({ portfolio }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const open = useOpenClients();
  const { abc } = portfolio;
        const a = abc.classes.find((one) => one.abc === "A");
        const title = t("plots.abc.title", { clients: format.share(a?.client_share), value: format.share(a?.value_share) });
        return (
          <ChartCard
            title={title}
            subtitle={t("plots.abc.subtitle")}
            name="abc"
            measure="abc"
            legend={abc.classes.map((one) => ({ label: t(`abc.short.${asClass(one.abc)}`), color: palette.abc[asClass(one.abc)] }))}
            table={{
              columns: [{ title: t("portfolio.class") }, { title: t("portfolio.clients"), figure: true }, { title: t("portfolio.share"), figure: true }, { title: t("portfolio.value"), figure: true }, { title: t("portfolio.valueShare"), figure: true }],
              rows: abc.classes.map((one) => [
                <RecordLink key={one.abc} to="/clients" search={{ abc: one.abc }} fz="inherit">
                  {t(`abc.short.${asClass(one.abc)}`)}
                </RecordLink>,
                format.number(one.clients),
                format.share(one.client_share, 1),
                format.money(one.value_minor, "whole"),
                format.share(one.value_share, 1),
              ]),
              csv: [["class", "clients", "client_share", "value_minor", "value_share"], ...abc.classes.map((one) => [one.abc, String(one.clients), String(one.client_share), String(one.value_minor), String(one.value_share)])],
            }}
          >
            {(chart) => (
              <AbcPlot
                chart={chart}
                label={title}
                shares={abc.classes.map((one) => ({
                  name: asClass(one.abc),
                  label: t(`abc.short.${asClass(one.abc)}`),
                  clients: one.clients,
                  clientShare: one.client_share,
                  valueShare: one.value_share,
                  value: format.money(one.value_minor, "whole"),
                  onOpen: () => open({ abc: one.abc }),
                }))}
              />
            )}
          </ChartCard>
        );
}

/** Recency × frequency, as clients or as value. */
export function RfmCard({ portfolio, height }: Props & { height?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useOpenClients();
  const [show, setShow] = useState<"clients" | "value">("clients");
  const { rfm } = portfolio;
        const best = rfm.groups.filter((one) => rfmFamily[one.group] === "best").reduce((sum, one) => sum + one.client_share, 0);
        const title = t("plots.rfm.title", { share: format.share(best) });
        const cells = rfm.recency_frequency.map((cell) => ({
          r: cell.r,
          f: cell.f,
          clients: cell.clients,
          share: cell.client_share,
          value: cell.value_minor,
          valueText: format.money(cell.value_minor, "short"),
          onOpen: () => open({ r: String(cell.r), f: String(cell.f) }),
        }));
        return (
          <ChartCard
            title={title}
            subtitle={t("plots.rfm.subtitle")}
            name="rfm"
            measure="rfm"
            tools={
              <SegmentedControl
                size="xs"
                aria-label={t("plots.rfm.show")}
                value={show}
                onChange={(value) => setShow(value as "clients")}
                data={[
                  { value: "clients", label: t("portfolio.clients") },
                  { value: "value", label: t("portfolio.value") },
                ]}
              />
            }
            table={{
              columns: [{ title: t("plots.rfm.recency"), figure: true }, { title: t("plots.rfm.frequency"), figure: true }, { title: t("portfolio.clients"), figure: true }, { title: t("portfolio.value"), figure: true }],
              rows: cells.map((cell) => [
                cell.r,
                cell.f,
                <RecordLink key="n" to="/clients" search={{ r: String(cell.r), f: String(cell.f) }} fz="inherit">
                  {format.number(cell.clients)}
                </RecordLink>,
                format.money(cell.value, "whole"),
              ]),
              csv: [["recency", "frequency", "clients", "value_minor"], ...cells.map((cell) => [String(cell.r), String(cell.f), String(cell.clients), String(cell.value)])],
            }}
          >
            {(chart) => <RfmPlot chart={chart} cells={cells} show={show} label={title} height={height} />}
          </ChartCard>
        );
}

const families: readonly RfmFamily[] = ["best", "growing", "fading", "gone"];

/** How many clients each of the eleven groups holds. */
export function RfmGroupsCard({ portfolio }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const open = useOpenClients();
  const data = portfolio.rfm;
  const bars = useMemo(() => barsOf(data, palette, (group) => t(`rfm.${group as "champions"}`, { defaultValue: group }), open), [data, palette, t, open]);
  return (
        <ChartCard
          title={t("plots.rfm.groups")}
          subtitle={t("plots.rfm.groupsSubtitle")}
          name="rfm-groups"
          legend={families.map((family) => ({ label: t(`rfm.family.${family}`), color: palette.rfm[family] }))}
          table={{
            columns: [{ title: t("portfolio.group") }, { title: t("portfolio.clients"), figure: true }, { title: t("portfolio.share"), figure: true }, { title: t("portfolio.value"), figure: true }, { title: t("portfolio.valueShare"), figure: true }],
            rows: data.groups.map((one) => [
              <RecordLink key={one.group} to="/clients" search={{ rfm_group: one.group }} fz="inherit">
                {t(`rfm.${one.group as "champions"}`, { defaultValue: one.group })}
              </RecordLink>,
              format.number(one.clients),
              format.share(one.client_share, 1),
              format.money(one.value_minor, "whole"),
              format.share(one.value_share, 1),
            ]),
            csv: [["group", "clients", "client_share", "value_minor", "value_share"], ...data.groups.map((one) => [one.group, String(one.clients), String(one.client_share), String(one.value_minor), String(one.value_share)])],
          }}
        >
          {(chart) => <HistogramPlot chart={chart} sideways bars={bars} label={t("plots.rfm.groups")} />}
        </ChartCard>
  );
}

function barsOf(rfm: Portfolio["rfm"], palette: ReturnType<typeof usePalette>, name: (group: string) => string, open: (filter: ClientFilter) => void) {
  return rfm.groups.map((one) => ({
    name: name(one.group),
    count: one.clients,
    share: one.client_share,
    color: palette.rfm[rfmFamily[one.group] ?? "gone"],
    onOpen: () => open({ rfm_group: one.group }),
  }));
}

/** Revenue by month; its title says how the last twelve months compare. */
export function MonthsCard({ portfolio }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const months = portfolio.months.slice(-36);
  const share = change(portfolio.window.revenue_minor, portfolio.before.revenue_minor);
  const title = share === null || Math.abs(share) < 0.005 ? t("plots.months.flat") : t(share > 0 ? "plots.months.up" : "plots.months.down", { change: format.share(Math.abs(share), 1) });
  const name = (month: string) => format.day(`${month.slice(0, 7)}-01`, "month");
  return (
    <ChartCard
      title={title}
      subtitle={t("plots.months.subtitle")}
      name="revenue-by-month"
      measure="revenue"
      legend={[
        { label: t("plots.revenue"), color: palette.ramp[3] ?? palette.brand },
        { label: t("plots.margin"), color: palette.accent, line: true },
      ]}
      table={{
        columns: [{ title: t("orders.field.day") }, { title: t("plots.revenue"), figure: true }, { title: t("plots.margin"), figure: true }, { title: t("plots.orders"), figure: true }],
        rows: months.map((one) => [name(one.month), format.money(one.revenue_minor, "whole"), format.money(one.margin_minor, "whole"), format.number(one.orders)]),
        csv: [["month", "revenue_minor", "margin_minor", "orders"], ...months.map((one) => [one.month, String(one.revenue_minor), String(one.margin_minor), String(one.orders)])],
      }}
    >
      {(chart) => (
        <MonthPlot
          chart={chart}
          label={title}
          months={months.map((one) => ({
            month: one.month,
            revenue: one.revenue_minor,
            margin: one.margin_minor,
            orders: one.orders,
            onOpen: () => void navigate({ to: "/orders", search: monthRange(one.month) }),
          }))}
        />
      )}
    </ChartCard>
  );
}

function monthRange(month: string) {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const text = `${year}-${String(number).padStart(2, "0")}`;
  return { from: `${text}-01`, to: `${text}-${last}` };
}
