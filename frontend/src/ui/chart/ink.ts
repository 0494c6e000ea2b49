/** The ink that reads best on a colour, dark or light. */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return light > 0.2 ? "#0b1f1e" : "#ffffff";
}

/** The colour of a ramp at a place between 0 and 1. */
export function rampAt(ramp: readonly string[], place: number): string {
  const last = ramp.length - 1;
  return ramp[Math.max(0, Math.min(last, Math.round(place * last)))] ?? "#888888";
}
