import { Button, Group, Radio, Select, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Facts } from "@/ui/facts";
import { useSubmit } from "@/ui/use-submit";
import classes from "./imports.module.css";
import { usePresetName } from "./preset-name";
import { useImportActions, type Import, type ImportPreset } from "./queries";
import { guessMapping } from "./guess-mapping";

type Props = { one: Import; presets: readonly ImportPreset[]; onNext: () => void };

/** What the file holds and how it is written: recognised, and open to correction. */
export function ContentStep({ one, presets, onNext }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const presetName = usePresetName();
  const actions = useImportActions();
  const form = useForm({
    initialValues: { preset: one.settings.preset || one.preset || one.detected.preset || presets[0]?.key || "", options: { ...one.settings.options } },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => {
      const preset = presets.find((entry) => entry.key === values.preset);
      const kept = values.preset === one.settings.preset && Object.keys(one.settings.mapping).length > 0;
      return actions.settings(one, { preset: values.preset, options: values.options, mapping: kept ? one.settings.mapping : guessMapping(preset, one.detected.columns) });
    },
    onNext,
  );
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="lg">
        <Radio.Group {...form.getInputProps("preset")} label={<Text component="span" fw={600}>{t("imports.preset")}</Text>}>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="sm" spacing="sm">
            {presets.map((preset) => (
              <Radio.Card key={preset.key} value={preset.key} className={classes.choice}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator mt={2} />
                  <div>
                    <Text fz="sm" fw={600}>
                      {presetName(preset.key)}
                    </Text>
                    <Text fz="xs" c="dimmed" lineClamp={2}>
                      {preset.fields
                        .filter((field) => field.required)
                        .map((field) => (format.language === "fr" ? field.label_fr : field.label_en))
                        .join(", ")}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
        <div>
          <Title order={2} fz="md" mb="xs">
            {t("imports.detected")}
          </Title>
          <Facts
            facts={[
              { label: t("imports.field.file"), value: `${one.file_name} · ${format.bytes(one.size)} · ${one.detected.format}` },
              { label: t("imports.step.columns"), value: one.detected.columns.join(", ") },
            ]}
          />
        </div>
        <Options form={form} one={one} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!form.values.preset}>
            {t("action.next")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type OptionsForm = UseFormReturnType<{ preset: string; options: Import["settings"]["options"] }>;

const encodings = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be"];
const dates = ["", "2006-01-02", "02/01/2006", "01/02/2006", "02.01.2006", "02-01-2006", "2006-01-02 15:04:05", "02/01/2006 15:04", "01/02/2006 15:04"];
const patterns: Record<string, string> = { "2006": "YYYY", "01": "MM", "02": "DD", "15": "HH", "04": "mm", "05": "ss" };
const readable = (layout: string) => layout.replace(/2006|01|02|15|04|05/g, (part) => patterns[part] ?? part);

function Options({ form, one }: { form: OptionsForm; one: Import }) {
  const { t } = useTranslation();
  const options = one.settings.options;
  const text = one.detected.format !== "xlsx";
  const withOwn = (list: readonly string[], own: string) => [...new Set([...list, own])].filter((value) => value !== "");
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
      {text && <Select label={t("imports.encoding")} allowDeselect={false} data={withOwn(encodings, options.encoding)} {...form.getInputProps("options.encoding")} />}
      <Select
        label={t("imports.decimal")}
        allowDeselect={false}
        data={[
          { value: ".", label: t("imports.point") },
          { value: ",", label: t("imports.decimalComma") },
        ]}
        {...form.getInputProps("options.decimal")}
      />
      <Select label={t("imports.dateFormat")} clearable placeholder={t("imports.auto")} data={withOwn(dates, options.date_format).map((value) => ({ value, label: readable(value) }))} {...form.getInputProps("options.date_format")} />
      <TextInput label={t("imports.source")} description={t("imports.sourceHint")} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("options.source")} />
      <TextInput label={t("imports.currency")} maxLength={3} {...form.getInputProps("options.currency")} />
      <TextInput label={t("imports.timeZone")} {...form.getInputProps("options.time_zone")} />
    </SimpleGrid>
  );
}
