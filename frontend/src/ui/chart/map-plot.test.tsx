import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { countryByNumber } from "./country-codes";
import { drawnPlaces, mapOption, viewOf, type MapPlace } from "./map-option";
import { mapTable } from "./map-plot";
import { unwrapped } from "./unwrapped";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const place = (city: string, longitude: number | null, latitude: number | null, revenue: number): MapPlace => ({ country: "FR", city, longitude, latitude, clients: 2, revenue, predicted: null });
const paris = place("Paris", 2.35, 48.85, 900_00);
const lyon = place("Lyon", 4.84, 45.76, 400_00);
const sydney = place("Sydney", 151.2, -33.9, 1_00);
const nowhere = place("Elsewhere", null, null, 5000_00);
const countries = [
  { country: "FR", clients: 4, revenue: 1300_00, predicted: 100_00 },
  { country: "DE", clients: 1, revenue: -5, predicted: 0 },
];

describe("the map", () => {
  it("knows the countries by their digits", () => {
    expect(countryByNumber.size).toBe(249);
    expect(countryByNumber.get("250")).toBe("FR");
    expect(countryByNumber.get("004")).toBe("AF");
  });

  it("draws what has a place and an amount, the largest first", () => {
    expect(drawnPlaces({ countries, places: [lyon, nowhere, paris], show: "revenue" }).map((one) => one.city)).toEqual(["Paris", "Lyon"]);
    expect(drawnPlaces({ countries, places: [paris], show: "predicted" })).toEqual([]);
  });

  it("looks at where most of the amount is, not at the far exception", () => {
    const view = viewOf([paris, lyon, sydney], "revenue");
    expect(view?.[1][0]).toBeLessThan(20);
    expect(viewOf([paris], "revenue")).toBeUndefined();
  });

  it("goes there and back without loss", () => {
    const { projection } = mapOption({ countries, places: [], show: "clients" }, look, true).geo;
    const [longitude, latitude] = projection.unproject(projection.project([2.35, 48.85]));
    expect(longitude).toBeCloseTo(2.35, 9);
    expect(latitude).toBeCloseTo(48.85, 9);
  });

  it("leaves a country without value pale", () => {
    const { regions } = mapOption({ countries, places: [], show: "revenue" }, look, true).geo;
    expect(regions.map((region) => region.name)).toEqual(["FR"]);
  });

  it.each([
    ["from the west", [[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]]],
    ["from the east", [[-170, 60], [-170, 70], [170, 70], [170, 60], [-170, 60]]],
  ])("keeps a country in one piece over the 180th meridian, begun %s", (_, ring) => {
    const shape = unwrapped({ type: "Polygon", coordinates: [ring] }) as { coordinates: number[][][] };
    const east = shape.coordinates[0]!.map((point) => point[0]!);
    expect(Math.max(...east) - Math.min(...east)).toBe(20);
  });

  it("has countries and places in the table", () => {
    expect(mapTable({ countries, places: [nowhere] }, look).csv.slice(1)).toEqual([
      ["", "FR", "4", "130000", "10000"],
      ["", "DE", "1", "-5", "0"],
      ["Elsewhere", "FR", "2", "500000", ""],
    ]);
  });
});
