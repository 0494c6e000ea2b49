import { Badge, Button, Group, Radio, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { useSubmit } from "@/ui/use-submit";
import { SimpleTable } from "@/ui/table/simple-table";
import { FileOptions, optionsOf } from "./file-options";
import classes from "./imports.module.css";
import { useImportActions, type Import, type ImportPreset } from "./queries";

type Props = { one: Import; presets: readonly ImportPreset[]; onNext: () => void };

/** What the file holds and how it is written: recognised, and open to correction. */
export function ContentStep({ one, presets, onNext }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const actions = useImportActions();
  const form = useForm({ initialValues: { preset: one.preset || one.detected.preset, options: optionsOf(one) } });
  const { submit, busy } = useSubmit(
    form,
    ({ preset, options }: typeof form.values) => {
      const same = preset === one.settings.preset || preset === one.detected.preset;
      const mapping = preset === one.settings.preset && Object.keys(one.settings.mapping).length > 0 ? one.settings.mapping : one.detected.mapping;
      return actions.settings(one, { preset, options: { ...one.settings.options, ...options }, mapping: same ? mapping : bySynonyms(presets, preset, one) });
    },
    onNext,
  );
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="lg">
        <Radio.Group {...form.getInputProps("preset")} label={<Text component="span" fw={600}>{t("imports.preset")}</Text>}>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="sm" spacing="sm">
            {presets.map((preset) => (
              <Radio.Card key={preset.code} value={preset.code} className={classes.choice} aria-label={preset.label[language]}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator mt={2} />
                  <div>
                    <Group gap={6}>
                      <Text fz="sm" fw={600}>
                        {preset.label[language]}
                      </Text>
                      {preset.code === one.detected.preset && (
                        <Badge size="sm" variant="light">
                          {t("imports.recognised")}
                        </Badge>
                      )}
                    </Group>
                    <Text fz="xs" c="dimmed">
                      {preset.help[language]}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
        <Recognised one={one} />
        <FileOptions form={form} one={one} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!form.values.preset}>
            {t("action.next")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A mapping for another preset than the recognised one, from the names it knows for its fields. */
function bySynonyms(presets: readonly ImportPreset[], code: string, one: Import): Record<string, string> {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]/g, "");
  const free = new Set(one.detected.columns.map((column) => column.name));
  const mapping: Record<string, string> = {};
  for (const field of presets.find((preset) => preset.code === code)?.fields ?? []) {
    const names = [field.name, field.label.en, field.label.fr, ...field.synonyms].map(plain);
    const found = [...free].find((column) => names.includes(plain(column)));
    if (!found) continue;
    mapping[field.name] = found;
    free.delete(found);
  }
  return mapping;
}

function Recognised({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Title order={2} fz="md" mb={2}>
        {t("imports.detected")}
      </Title>
      <Text fz="sm" c="dimmed" mb="xs">
        {one.file_name} · {format.bytes(one.size)}
      </Text>
      <SimpleTable
        label={t("imports.detected")}
        rows={one.detected.columns}
        rowId={(column) => String(column.index)}
        columns={[
          { key: "name", title: t("imports.column"), cell: (column) => <b style={{ fontWeight: 600 }}>{column.name}</b> },
          { key: "type", title: t("imports.kind"), cell: (column) => t(`imports.type.${column.type}`) },
          { key: "samples", title: t("imports.samples"), cell: (column) => column.samples.join(" · ") },
        ]}
      />
    </div>
  );
}
