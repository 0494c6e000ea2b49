import { useFormat } from "@/i18n/use-format";
import classes from "./segments.module.css";

type Set = { id: string; name: string; clients: number };
type Region = { in: readonly string[]; clients: number };
type Props = { sets: readonly Set[]; regions: readonly Region[]; label: string };

const radius = 92;
/** Where the circles of two and of three sets lie. */
const centres: Record<number, readonly (readonly [number, number])[]> = {
  2: [[165, 130], [275, 130]],
  3: [[170, 120], [270, 120], [220, 205]],
};
/** Where the number of a region stands: by which of the circles it lies in. */
const places: Record<number, Record<string, readonly [number, number]>> = {
  2: { "0": [125, 135], "1": [315, 135], "01": [220, 135] },
  3: { "0": [125, 100], "1": [315, 100], "2": [220, 255], "01": [220, 95], "02": [160, 180], "12": [280, 180], "012": [220, 152] },
};

/** Circles that overlap, with the exact number of clients in each region. The circles are not to scale. */
export function VennPlot({ sets, regions, label }: Props) {
  const format = useFormat();
  const circles = centres[sets.length] ?? [];
  const at = places[sets.length] ?? {};
  const tall = sets.length === 3 ? 330 : 260;
  return (
    <svg viewBox={`0 0 440 ${tall}`} role="img" aria-label={label} className={classes.venn}>
      {circles.map(([x, y], index) => (
        <circle key={sets[index]?.id} cx={x} cy={y} r={radius} className={classes[`set${index}`]} />
      ))}
      {sets.map((set, index) => {
        const [x, y] = circles[index] ?? [0, 0];
        const below = index === 2;
        return (
          <text key={set.id} x={below ? x : x + (index === 0 ? -60 : 60)} y={below ? y + radius + 20 : y - radius - 8} textAnchor="middle" className={classes.setName}>
            {set.name.length > 26 ? `${set.name.slice(0, 25)}…` : set.name} ({format.number(set.clients)})
          </text>
        );
      })}
      {regions.map((region) => {
        const key = sets.flatMap((set, index) => (region.in.includes(set.id) ? [index] : [])).join("");
        const place = at[key];
        return place ? (
          <text key={key} x={place[0]} y={place[1]} textAnchor="middle" className={classes.regionCount}>
            {format.short(region.clients)}
          </text>
        ) : null;
      })}
    </svg>
  );
}
