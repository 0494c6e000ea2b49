import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat, type Format } from "@/i18n/use-format";
import type { Palette } from "../theme/tokens";
import { usePalette } from "./use-palette";

/** What the option of a plot is built with: words, figures and colours of the person who looks. */
export type Look = { t: TFunction; format: Format; palette: Palette };

export function useLook(): Look {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  return useMemo(() => ({ t, format, palette }), [t, format, palette]);
}
