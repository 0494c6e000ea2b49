import { useForm, type UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Settings } from "./queries";

export type SettingsForm = UseFormReturnType<Settings>;

/** The form of the settings: every field must hold something; the API says the rest. */
export function useSettingsForm(settings: Settings): SettingsForm {
  const { t } = useTranslation();
  return useForm<Settings>({ initialValues: settings, validate: (values) => Object.fromEntries(blanks(values).map((path) => [path, t("error.required")])) });
}

/** The paths of fields that were emptied; a margin rate may be absent, a tier needs no name. */
export function blanks(value: unknown, path = ""): string[] {
  if (value === "" || value === undefined) return path.endsWith(".name") ? [] : [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, part]) => blanks(part, path ? `${path}.${key}` : key));
}

/** The classes that these cuts make, best first. */
export function classNames(cuts: readonly number[]): string[] {
  return [..."ABCDEF"].slice(0, cuts.length + 1);
}

/** The settings as they are sent: cuts of a preset are the API's own. */
export function toSend(values: Settings, saved: Settings): Settings {
  return { ...values, abc_cuts: values.abc_preset === "own" ? values.abc_cuts : saved.abc_cuts };
}
