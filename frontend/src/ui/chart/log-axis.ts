import { toMajor, type Currency } from "@/lib/format";

/** A logarithmic axis for amounts with a band at its low end for those that are zero or negative. */
export type LogAxis = {
  /** The low end of the axis; the band goes from here to `floor`. */
  min: number;
  /** Power of ten, one unit or more, of the smallest amount drawn to scale. */
  floor: number;
  max: number;
  /** Place of an amount in minor units. */
  at: (minor: number) => number;
  /** Amount in minor units at a whole tick; null for the band. */
  minorAt: (place: number) => number | null;
};

const decades = 6;
const band = 0.55;

/** The axis that holds these amounts (minor units), over six decades at most. */
export function logAxis(amounts: Iterable<number>, currency: Currency): LogAxis {
  let low = Infinity;
  let high = -Infinity;
  for (const minor of amounts) {
    const major = toMajor(minor, currency);
    if (major <= 0) continue;
    low = Math.min(low, major);
    high = Math.max(high, major);
  }
  if (high === -Infinity) {
    low = 1;
    high = 1000;
  }
  const max = Math.ceil(Math.log10(high * 1.05));
  const floor = Math.max(0, Math.floor(Math.log10(low)), max - decades);
  return {
    min: floor - 1,
    floor,
    max: Math.max(max, floor + 1),
    at: (minor) => {
      const major = toMajor(minor, currency);
      return major <= 0 ? floor - band : Math.max(floor - band / 2, Math.log10(major));
    },
    minorAt: (place) => (place < floor ? null : 10 ** place * 10 ** currency.exponent),
  };
}
