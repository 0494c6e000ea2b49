import { Select, SimpleGrid, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import type { Import } from "./queries";

type Options = Import["settings"]["options"];
export type ContentForm = UseFormReturnType<{ preset: string; options: Options }>;

/** The options in force: what was chosen, else what was recognised. */
export function optionsOf(one: Import): Options {
  const { detected, settings } = one;
  const { encoding, ...chosen } = settings.options;
  return { delimiter: detected.delimiter, decimal: detected.decimal, date_format: detected.date_format, encoding: encoding ?? (detected.encoding as Options["encoding"]), ...chosen };
}

const encodings = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be"];

/** How the cells of the file are written. */
export function FileOptions({ form, one }: { form: ContentForm; one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = one.detected.format !== "xlsx";
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      {text && (
        <Select
          label={t("imports.delimiter")}
          allowDeselect={false}
          data={[
            { value: ",", label: t("imports.comma") },
            { value: ";", label: t("imports.semicolon") },
            { value: "\t", label: t("imports.tab") },
            { value: "|", label: t("imports.pipe") },
          ]}
          {...form.getInputProps("options.delimiter")}
        />
      )}
      {text && <Select label={t("imports.encoding")} allowDeselect={false} data={encodings} {...form.getInputProps("options.encoding")} />}
      {!text && one.detected.sheets.length > 1 && <Select label={t("imports.sheet")} data={one.detected.sheets} {...form.getInputProps("options.sheet")} />}
      <Select
        label={t("imports.decimal")}
        allowDeselect={false}
        data={[
          { value: ".", label: t("imports.point") },
          { value: ",", label: t("imports.decimalComma") },
        ]}
        {...form.getInputProps("options.decimal")}
      />
      <Select label={t("imports.dateFormat")} allowDeselect={false} data={(["ymd", "dmy", "mdy"] as const).map((value) => ({ value, label: t(`imports.date.${value}`) }))} {...form.getInputProps("options.date_format")} />
      <TextInput label={t("imports.source")} description={t("imports.sourceHint")} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("options.source")} />
      <TextInput label={t("imports.currency")} maxLength={3} placeholder={format.currency.code} {...form.getInputProps("options.currency")} />
      <TextInput label={t("imports.timeZone")} placeholder={format.timeZone} {...form.getInputProps("options.time_zone")} />
    </SimpleGrid>
  );
}
