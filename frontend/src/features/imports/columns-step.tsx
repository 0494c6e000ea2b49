import { Alert, Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { useAct } from "@/ui/use-submit";
import classes from "./imports.module.css";
import { useFieldName } from "./preset-name";
import { useImportActions, useMappings, type Import, type ImportPreset } from "./queries";

type Props = { one: Import; presets: readonly ImportPreset[]; onBack: () => void; onNext: () => void };

/** Which column of the file holds which field. */
export function ColumnsStep({ one, presets, onBack, onNext }: Props) {
  const { t } = useTranslation();
  const actions = useImportActions();
  const { act, busy } = useAct();
  const [mapping, setMapping] = useState<Record<string, string>>(one.settings.mapping);
  const [name, setName] = useState("");
  const mappings = (useMappings().data?.items ?? []).filter((entry) => entry.preset === one.settings.preset);
  const preset = presets.find((entry) => entry.code === one.settings.preset);
  const fields = preset?.fields ?? [];
  const { language } = useFormat();
  const label = useFieldName();
  const missing = fields.filter((field) => field.required && !mapping[field.name]);
  const settings = { ...one.settings, mapping };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} fz="md">
            {t("imports.mapping")}
          </Title>
          <Text fz="sm" c="dimmed">
            {t("imports.mappingHint")}
          </Text>
        </div>
        {mappings.length > 0 && (
          <Select
            label={t("imports.saved")}
            clearable
            data={mappings.map((entry) => ({ value: entry.id, label: entry.name }))}
            onChange={(id) => {
              const found = mappings.find((entry) => entry.id === id);
              if (found) setMapping(found.mapping);
            }}
          />
        )}
      </Group>
      <div className={classes.fields}>
        {fields.map((field) => (
          <Select
            key={field.name}
            label={label(field)}
            description={field.help[language] || undefined}
            withAsterisk={field.required}
            searchable
            clearable
            placeholder={t("imports.noColumn")}
            data={one.detected.columns.map((column) => column.name)}
            value={mapping[field.name] ?? null}
            onChange={(column) =>
              setMapping((before) => {
                const { [field.name]: _, ...rest } = before;
                return column ? { ...rest, [field.name]: column } : rest;
              })
            }
          />
        ))}
      </div>
      {missing.length > 0 && <Alert color="saffron">{t("imports.needed", { fields: missing.map(label).join(", ") })}</Alert>}
      <Group align="flex-end" gap="xs">
        <TextInput label={t("imports.saveName")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button variant="default" disabled={!name.trim()} onClick={() => void act(() => actions.saveMapping(name.trim(), settings), t("state.saved")).then(() => setName(""))}>
          {t("imports.save")}
        </Button>
      </Group>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("action.back")}
        </Button>
        <Button disabled={missing.length > 0} loading={busy} onClick={() => void act(() => actions.settings(one, settings).then(onNext))}>
          {t("action.next")}
        </Button>
      </Group>
    </Stack>
  );
}
