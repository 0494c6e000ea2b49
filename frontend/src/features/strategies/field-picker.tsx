import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormulaFields } from "./queries";

/** Finds a field that formulas may speak of, and hands its name on. */
export function FieldPicker({ onPick }: { onPick: (name: string) => void }) {
  const { t } = useTranslation();
  const fields = useFormulaFields().data?.items ?? [];
  const say = ({ name, note }: (typeof fields)[number]) => `${name} : ${t(`strategies.formulaField.${name.replace(".", "_") as "client_orders"}`, { defaultValue: note })}`;
  return (
    <Select
      mt={6}
      size="xs"
      searchable
      value={null}
      aria-label={t("strategies.stages.fields")}
      placeholder={t("strategies.stages.fieldsHint")}
      nothingFoundMessage={t("list.noMatch")}
      data={fields.map((one) => ({ value: one.name, label: say(one) }))}
      onChange={(name) => name && onPick(name)}
    />
  );
}
