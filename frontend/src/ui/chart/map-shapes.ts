/** Outlines of the countries (Natural Earth, public domain, by world-atlas) and what ECharts needs to draw them; loaded with the first map only. */
import { MapChart } from "echarts/charts";
import { GeoComponent } from "echarts/components";
import { registerMap, use } from "echarts/core";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import outlines from "world-atlas/countries-50m.json?url";
import { countryByNumber } from "./country-codes";
import { unwrapped } from "./unwrapped";

/** Outlines without digits of their own. */
const byName: Record<string, string> = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY" };

const antarctica = "010";

use([GeoComponent, MapChart]);

let loading: Promise<void> | undefined;

/** Registers the map "world", whose regions bear two-letter codes; fetched once, and again after a failure. */
export function loadWorld(): Promise<void> {
  loading ??= register().catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

async function register() {
  const answer = await fetch(outlines);
  if (!answer.ok) throw new Error(`outlines of the map: ${answer.status}`);
  const world = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const countries = feature(world, world.objects.countries);
  const named = {
    ...countries,
    features: countries.features
      .filter((one) => one.id !== antarctica)
      .map((one) => ({ ...one, geometry: unwrapped(one.geometry), properties: { name: countryByNumber.get(String(one.id)) ?? byName[one.properties.name] ?? one.properties.name } })),
  };
  registerMap("world", named as unknown as Parameters<typeof registerMap>[1]);
}
