import { useComputedColorScheme } from "@mantine/core";
import { palettes, type Palette } from "../theme/tokens";

/** The colours of plots in the scheme in use. */
export function usePalette(): Palette {
  return palettes[useComputedColorScheme("light", { getInitialValueInEffect: false })];
}
