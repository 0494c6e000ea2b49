import { Group, SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { ReportExport } from "@/entities/report-export";
import { DivisionSelect, ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { MapPlot, mapTable, type MapShow } from "@/ui/chart/map-plot";
import { useLook } from "@/ui/chart/use-look";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import { useMap, type MapReport } from "./queries";

/** Clients and value by place, on outlines that need no map server. */
export function MapPage() {
  const { t } = useTranslation();
  return (
    <ReportPage title={t("map.title")} query={useMap(useReportSearch())}>
      {(report) => <Analysis report={report} />}
    </ReportPage>
  );
}

function Analysis({ report }: { report: MapReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = report.countries[0];
  const place = report.places[0];
  return (
    <AnalysisPage
      title={t("map.title")}
      finding={
        place
          ? t("map.finding", { place: place.city, clients: format.number(place.clients), amount: format.money(place.revenue_minor, "short") })
          : first
            ? t("map.finding", { place: format.country(first.country), clients: format.number(first.clients), amount: format.money(first.revenue_minor, "short") })
            : t("map.nowhere")
      }
      lead={t("map.lead")}
      actions={
        <Group gap="sm">
          <DivisionSelect />
          <ReportExport table="map" />
        </Group>
      }
      plot={<MapCard report={report} />}
      table={<Countries report={report} />}
    />
  );
}

function MapCard({ report }: { report: MapReport }) {
  const { t } = useTranslation();
  const look = useLook();
  const navigate = useNavigate();
  const [show, setShow] = useState<MapShow>("revenue");
  const spots = useMemo(() => {
    const open = (search: { country: string; city?: string }) => () => void navigate({ to: "/clients", search: { ...search, sort: "-revenue" } });
    return {
      countries: report.countries.map((one) => ({ country: one.country, clients: one.clients, revenue: one.revenue_minor, predicted: one.predicted_minor, onOpen: open({ country: one.country }) })),
      places: report.places.map((one) => ({
        country: one.country,
        city: one.city,
        latitude: one.latitude,
        longitude: one.longitude,
        clients: one.clients,
        revenue: one.revenue_minor,
        predicted: one.predicted_minor,
        onOpen: open({ country: one.country, city: one.city }),
      })),
    };
  }, [report, navigate]);
  const rest = [
    { label: t("charts.map.other"), clients: report.other.clients, revenue: report.other.revenue_minor, predicted: null },
    { label: t("charts.map.unplaced"), clients: report.unplaced.clients, revenue: report.unplaced.revenue_minor, predicted: null },
  ].filter((one) => one.clients > 0);
  const unseen = report.places.filter((one) => one.latitude === null).length;
  const title = t("map.mapTitle", { count: report.countries.length });
  return (
    <ChartCard
      title={title}
      subtitle={unseen > 0 ? t("map.subtitleUnseen", { count: unseen }) : t("map.subtitle")}
      name="map"
      measure="map"
      table={mapTable(spots, look)}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t("map.show")}
          value={show}
          onChange={(value) => setShow(value as MapShow)}
          data={[
            { value: "clients", label: t("charts.clients") },
            { value: "revenue", label: t("plots.revenue") },
            { value: "predicted", label: t("charts.map.predicted") },
          ]}
        />
      }
    >
      {(chart) => <MapPlot {...spots} show={show} rest={rest} label={title} chart={chart} />}
    </ChartCard>
  );
}

function Countries({ report }: { report: MapReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("map.countries")}>
      <SimpleTable
        label={t("map.countries")}
        rows={report.countries}
        rowId={(row) => row.country}
        columns={[
          { key: "country", title: t("charts.map.country"), cell: (row) => format.country(row.country) },
          { key: "clients", title: t("charts.clients"), figure: true, cell: (row) => format.number(row.clients) },
          { key: "revenue", title: t("plots.revenue"), figure: true, cell: (row) => format.money(row.revenue_minor, "whole") },
          { key: "predicted", title: t("charts.map.predicted"), figure: true, cell: (row) => format.money(row.predicted_minor, "whole") },
          {
            key: "see",
            title: "",
            cell: (row) => (
              <RecordLink to="/clients" search={{ country: row.country, sort: "-revenue" }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${format.country(row.country)}`}>
                {t("portfolio.seeClients")}
              </RecordLink>
            ),
          },
        ]}
      />
    </Section>
  );
}
