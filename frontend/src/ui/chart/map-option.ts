import { baseOption, tipHtml } from "./base-option";
import { rampAt } from "./ink";
import type { Look } from "./use-look";

/** What a country (two-letter code) or a place brings; amounts in minor units. */
export type Spot = { country: string; clients: number; revenue: number; predicted: number | null; onOpen?: () => void };
export type MapPlace = Spot & { city: string; latitude: number | null; longitude: number | null };

export type MapShow = "clients" | "revenue" | "predicted";

export type MapData = { countries: readonly Spot[]; places: readonly MapPlace[]; show: MapShow };

export const amountOf = (spot: Spot, show: MapShow) => Math.max(0, spot[show] ?? 0);
export const spotName = (spot: Spot | MapPlace, { format }: Look) => ("city" in spot ? `${spot.city}, ${format.country(spot.country)}` : format.country(spot.country));
export const amountText = (spot: Spot, show: MapShow, { format }: Look) => (show === "clients" ? format.number(spot.clients) : format.money(spot[show], "short"));

/** The places that can be drawn, the largest first so that small ones lie on top. */
export function drawnPlaces({ places, show }: MapData): MapPlace[] {
  return places.filter((place) => place.latitude !== null && place.longitude !== null && amountOf(place, show) > 0).sort((left, right) => amountOf(right, show) - amountOf(left, show));
}

/** Miller's cylindrical projection: a country keeps its usual look near and far. */
const turn = Math.PI / 180;
const miller = {
  project: ([longitude, latitude]: [number, number]): [number, number] => [longitude * turn, -1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * latitude * turn))],
  unproject: ([x, y]: [number, number]): [number, number] => [x / turn, (2.5 * (Math.atan(Math.exp(-0.8 * y)) - Math.PI / 4)) / turn],
};

/** The least that is shown, in degrees. */
const [leastWide, leastHigh] = [14, 9];

/** West, north, east and south of what holds nine tenths of the places' amount, with room around; undefined shows the world. */
export function viewOf(places: readonly MapPlace[], show: MapShow): [[number, number], [number, number]] | undefined {
  const all = places.reduce((sum, place) => sum + amountOf(place, show), 0);
  let seen = 0;
  const main = places.filter((place) => {
    const before = seen;
    seen += amountOf(place, show);
    return before < all * 0.9;
  });
  if (main.length < 2) return undefined;
  const east = main.map((place) => place.longitude ?? 0);
  const north = main.map((place) => place.latitude ?? 0);
  const [left, right, bottom, top] = [Math.min(...east), Math.max(...east), Math.min(...north), Math.max(...north)];
  // At least the size of a country, so that one sees where in it the places are.
  const wide = Math.max((leastWide - (right - left)) / 2, (right - left) * 0.25);
  const high = Math.max((leastHigh - (top - bottom)) / 2, (top - bottom) * 0.2);
  if (right - left > 150) return undefined;
  return [
    [Math.max(-179, left - wide), Math.min(83, top + high)],
    [Math.min(179, right + wide), Math.max(-58, bottom - high)],
  ];
}

/** Countries filled and places as bubbles; the countries are series 0, the places series 1. */
export function mapOption(data: MapData, look: Look, whole: boolean) {
  const { palette, format, t } = look;
  const { countries, show } = data;
  const places = drawnPlaces(data);
  const mostOf = (spots: readonly Spot[]) => Math.max(1, ...spots.map((spot) => amountOf(spot, show)));
  const [mostLand, mostPlace] = [mostOf(countries), mostOf(places)];
  const sizeOf = (at: number) => (places[at] ? amountOf(places[at], show) / mostPlace : 0);
  const view = whole ? undefined : viewOf(places, show);
  const tip = (spot: Spot | MapPlace | undefined) =>
    spot
      ? tipHtml(spotName(spot, look), [
          [t("charts.clients"), format.number(spot.clients)],
          [t("plots.revenue"), format.money(spot.revenue, "whole")],
          [t("charts.map.predicted"), format.money(spot.predicted, "whole")],
        ])
      : "";
  return {
    ...baseOption(palette),
    tooltip: { ...(baseOption(palette).tooltip as object), formatter: (item: { seriesIndex: number; dataIndex: number }) => tip(item.seriesIndex === 0 ? countries[item.dataIndex] : places[item.dataIndex]) },
    geo: {
      map: "world",
      projection: miller,
      roam: "move",
      scaleLimit: { min: 0.8, max: 60 },
      ...(view ? { boundingCoords: view } : {}),
      left: 0,
      right: 0,
      top: 0,
      bottom: 0,
      itemStyle: { areaColor: palette.grid, borderColor: palette.surface, borderWidth: 0.7 },
      emphasis: { itemStyle: { areaColor: palette.ramp[2], borderColor: palette.accent, borderWidth: 1.5 }, label: { show: false } },
      select: { disabled: true },
      preserveAspect: "contain",
      regions: countries.filter((spot) => amountOf(spot, show) > 0).map((spot) => ({ name: spot.country, itemStyle: { areaColor: rampAt(palette.ramp.slice(1, 5), Math.sqrt(amountOf(spot, show) / mostLand)) } })),
    },
    series: [
      {
        type: "map",
        geoIndex: 0,
        selectedMode: false,
        data: countries.map((spot) => ({ name: spot.country, value: amountOf(spot, show) })),
      },
      {
        type: "scatter",
        coordinateSystem: "geo",
        cursor: "pointer",
        data: places.map((place) => [place.longitude, place.latitude]),
        symbolSize: (_: unknown, item: { dataIndex: number }) => 6 + 26 * Math.sqrt(sizeOf(item.dataIndex)),
        itemStyle: { color: palette.accent, opacity: 0.88, borderColor: palette.surface, borderWidth: 1 },
        emphasis: { itemStyle: { opacity: 1, borderColor: palette.text, borderWidth: 1.5 } },
        z: 5,
      },
    ],
  };
}
