import { useFormat } from "@/i18n/use-format";
import { usePresets } from "./queries";

/** The name of a preset in the user's language. */
export function usePresetName() {
  const { language } = useFormat();
  const presets = usePresets().data?.items;
  return (key: string) => {
    const preset = presets?.find((one) => one.key === key);
    return preset ? (language === "fr" ? preset.label_fr : preset.label_en) : key;
  };
}
