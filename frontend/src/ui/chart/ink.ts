/** How light a colour is, 0 to 1, as contrast is reckoned. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The ink that reads best on a colour, dark or light. */
export function inkOn(color: string): string {
  return luminance(color) > 0.2 ? "#0b1f1e" : "#ffffff";
}

/** Black or white, whichever gives small text on any colour a contrast of 4.5 or more. */
export function plainInkOn(color: string): string {
  return luminance(color) > 0.179 ? "#000000" : "#ffffff";
}

/** The colour of a ramp at a place between 0 and 1. */
export function rampAt(ramp: readonly string[], place: number): string {
  const last = ramp.length - 1;
  return ramp[Math.max(0, Math.min(last, Math.round(place * last)))] ?? "#888888";
}
