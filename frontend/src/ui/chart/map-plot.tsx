import { ActionIcon, UnstyledButton } from "@mantine/core";
import { IconMinus, IconPlus, IconWorld } from "@tabler/icons-react";
import type { EChartsType } from "echarts/core";
import { useMemo, useRef, useState, type RefObject } from "react";
import { amountOf, amountText, drawnPlaces, mapOption, spotName, type MapData, type MapPlace, type Spot } from "./map-option";
import classes from "./map-plot.module.css";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

export type { MapData, MapPlace, MapShow, Spot } from "./map-option";

/** What the map cannot show: clients elsewhere, or without a known place. */
export type MapRest = { label: string; clients: number; revenue: number; predicted: number | null; onOpen?: () => void };

type Props = MapData & { rest?: readonly MapRest[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

const listed = 10;

const prepare = () => import("./map-shapes").then(({ loadWorld }) => loadWorld());

/** Value by place on outlines that need no server: countries filled, places as bubbles, and a list of the largest beside. */
export function MapPlot({ countries, places, show, rest = [], label, height = 440, chart: outer }: Props) {
  const look = useLook();
  const own = useRef<EChartsType | null>(null);
  const chart = outer ?? own;
  const [whole, setWhole] = useState({ world: false });
  const data = useMemo(() => ({ countries, places, show }), [countries, places, show]);
  const option = useMemo(() => mapOption(data, look, whole.world), [data, look, whole]);
  const marks = useMemo(() => marksOf(data, look), [data, look]);
  const zoom = (by: number) => {
    const made = chart.current;
    made?.dispatchAction({ type: "geoRoam", componentType: "geo", geoIndex: 0, zoom: by, originX: made.getWidth() / 2, originY: made.getHeight() / 2 });
  };
  return (
    <div className={classes.both}>
      <div className={classes.map}>
        <Plot option={option} label={label} height={height} marks={marks} chart={chart} prepare={prepare} />
        <div className={classes.zoom}>
          <ActionIcon size={28} aria-label={look.t("charts.map.zoomIn")} onClick={() => zoom(1.6)}>
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon size={28} aria-label={look.t("charts.map.zoomOut")} onClick={() => zoom(1 / 1.6)}>
            <IconMinus size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon size={28} aria-label={look.t("charts.map.reset")} onClick={() => setWhole({ world: true })}>
            <IconWorld size={16} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      <Largest data={data} rest={rest} look={look} />
    </div>
  );
}

function Largest({ data, rest, look }: { data: MapData; rest: readonly MapRest[]; look: Look }) {
  const { show } = data;
  const spots: readonly (Spot | MapPlace)[] = data.places.length > 0 ? data.places : data.countries;
  const top = [...spots].sort((left, right) => amountOf(right, show) - amountOf(left, show)).slice(0, listed);
  const most = Math.max(1, ...top.map((spot) => amountOf(spot, show)));
  return (
    <div className={classes.list}>
      <h3>{look.t("charts.map.list")}</h3>
      <ol>
        {top.map((spot, at) => (
          <li key={at}>
            <UnstyledButton className={classes.row} onClick={spot.onOpen} disabled={!spot.onOpen}>
              <span className={classes.name}>{spotName(spot, look)}</span>
              <b className="tabular">{amountText(spot, show, look)}</b>
              <span className={classes.bar} style={{ width: `${(100 * amountOf(spot, show)) / most}%` }} />
            </UnstyledButton>
          </li>
        ))}
        {rest.map((one) => (
          <li key={one.label}>
            <UnstyledButton className={`${classes.row} ${classes.rest}`} onClick={one.onOpen} disabled={!one.onOpen}>
              <span className={classes.name}>{one.label}</span>
              <span className="tabular">{show === "clients" ? look.format.number(one.clients) : look.format.money(one[show], "short")}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </div>
  );
}

function marksOf(data: MapData, look: Look) {
  const text = (spot: Spot | MapPlace) => `${spotName(spot, look)}: ${look.t("charts.clients", { count: spot.clients })}, ${look.format.money(spot.revenue, "whole")}`;
  return [
    ...data.countries.map((spot, dataIndex) => ({ seriesIndex: 0, dataIndex, label: text(spot), onOpen: spot.onOpen })),
    ...drawnPlaces(data).map((place, dataIndex) => ({ seriesIndex: 1, dataIndex, label: text(place), onOpen: place.onOpen })),
  ];
}

export function mapTable({ countries, places }: Pick<MapData, "countries" | "places">, look: Look) {
  const { t, format } = look;
  const spots: readonly (Spot | MapPlace)[] = [...countries, ...places];
  return openTable(
    [
      { title: t("charts.map.place"), key: "place" },
      { title: t("charts.map.country"), key: "country", words: true },
      { title: t("charts.clients"), key: "clients" },
      { title: t("plots.revenue"), key: "revenue_minor" },
      { title: t("charts.map.predicted"), key: "predicted_minor" },
    ],
    spots.map((spot) => ({
      onOpen: spot.onOpen,
      cells: [
        { text: "city" in spot ? spot.city : format.country(spot.country), raw: "city" in spot ? spot.city : "" },
        { text: format.country(spot.country), raw: spot.country },
        { text: format.number(spot.clients), raw: spot.clients },
        { text: format.money(spot.revenue, "whole"), raw: spot.revenue },
        { text: format.money(spot.predicted, "whole"), raw: spot.predicted },
      ],
    })),
  );
}
