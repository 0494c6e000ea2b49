import type { Geometry, Position } from "geojson";

/** The same shape in one piece where it crosses the 180th meridian: its far part goes on past 180 degrees instead of jumping to the other edge of the map. */
export function unwrapped(geometry: Geometry): Geometry {
  if (geometry.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(ring) };
  if (geometry.type === "MultiPolygon") return { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) };
  return geometry;
}

function ring(points: Position[]): Position[] {
  let turns = 0;
  let before = points[0]?.[0] ?? 0;
  const placed = points.map(([longitude = 0, latitude = 0]): Position => {
    if (longitude - before > 180) turns -= 360;
    if (longitude - before < -180) turns += 360;
    before = longitude;
    return [longitude + turns, latitude];
  });
  const east = placed.map((point) => point[0] ?? 0);
  const middle = (Math.min(...east) + Math.max(...east)) / 2;
  const back = middle > 180 ? -360 : middle < -180 ? 360 : 0;
  return back === 0 ? placed : placed.map(([longitude = 0, latitude = 0]) => [longitude + back, latitude]);
}
