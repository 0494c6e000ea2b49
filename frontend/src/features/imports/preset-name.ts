import { useFormat } from "@/i18n/use-format";
import { unread } from "@/lib/name-in";
import { usePresets, type ImportField } from "./queries";

/** The name of a preset in the user's language. */
export function usePresetName() {
  const { language } = useFormat();
  const presets = usePresets();
  return (code: string) => presets.data?.items.find((one) => one.code === code)?.label[language] ?? (presets.isPending ? unread : code);
}

/** The name of a field in the user's language. */
export function useFieldName() {
  const { language } = useFormat();
  return (field: ImportField) => field.label[language];
}
