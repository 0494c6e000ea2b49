import { NumberInput, Select } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useTranslation } from "react-i18next";
import type { RuleWindow, Unit } from "./rule";
import classes from "./rule-editor.module.css";

type Props = { window: RuleWindow | undefined; onChange: (window: RuleWindow | undefined) => void };

const units: readonly Unit[] = ["day", "week", "month", "year"];

/** The time in which rows are counted: ever, the last so many months, or from one day to another. */
export function WindowInput({ window, onChange }: Props) {
  const { t } = useTranslation();
  const kind = !window ? "ever" : "last" in window ? "last" : "dates";
  const pick = (next: string | null) => {
    if (next === "ever") onChange(undefined);
    if (next === "last") onChange({ last: 12, unit: "month" });
    if (next === "dates") onChange({});
  };
  return (
    <span className={classes.window}>
      <Select size="sm" w={168} allowDeselect={false} aria-label={t("rules.windowLabel")} value={kind} onChange={pick} data={(["last", "dates", "ever"] as const).map((one) => ({ value: one, label: t(`rules.window.${one}`) }))} />
      {window && "last" in window && (
        <>
          <NumberInput size="sm" w={64} min={1} max={3650} hideControls aria-label={t("rules.howMany")} value={window.last} onChange={(next) => typeof next === "number" && onChange({ ...window, last: next })} />
          <Select size="sm" w={104} allowDeselect={false} aria-label={t("rules.unitLabel")} value={window.unit} onChange={(next) => next && onChange({ ...window, unit: next as Unit })} data={units.map((one) => ({ value: one, label: t(`rules.unit.${one}`) }))} />
        </>
      )}
      {window && !("last" in window) && (
        <>
          <DateInput size="sm" w={140} clearable valueFormat="D MMM YYYY" aria-label={t("rules.from")} placeholder={t("rules.from")} value={window.from ?? null} onChange={(next) => onChange({ ...window, from: next ?? undefined })} />
          <DateInput size="sm" w={140} clearable valueFormat="D MMM YYYY" aria-label={t("rules.to")} placeholder={t("rules.to")} value={window.to ?? null} onChange={(next) => onChange({ ...window, to: next ?? undefined })} />
        </>
      )}
    </span>
  );
}
