import { Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CutsEditor } from "./cuts-editor";
import { MapEditor } from "./map-editor";
import type { Settings } from "./queries";
import { FactorInput, PercentInput, ShareInput, WholeInput } from "./setting-inputs";
import type { SettingsForm } from "./settings-form";
import { TierEditor } from "./tier-editor";

export type SectionProps = { form: SettingsForm; saved: Settings };

const two = { base: 1, xs: 2 } as const;

/** Window of value, ABC preset or own cuts. */
export function ValueSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      <SimpleGrid cols={two} style={{ alignItems: "end" }}>
        <WholeInput label={t("runSettings.field.window_months")} description={t("runSettings.help.window_months")} min={1} max={120} {...form.getInputProps("window_months")} />
        <Select
          label={t("runSettings.field.abc_value")}
         
          allowDeselect={false}
          data={(["revenue", "margin"] as const).map((value) => ({ value, label: t(`runSettings.value.${value}`) }))}
          {...form.getInputProps("abc_value")}
        />
      </SimpleGrid>
      <Select
        label={t("runSettings.field.abc_preset")}
        allowDeselect={false}
        data={[
          { value: "60_90", label: t("runSettings.presets.p60_90") },
          { value: "65_90", label: t("runSettings.presets.p65_90") },
          { value: "pareto", label: t("runSettings.presets.pareto") },
          { value: "own", label: t("runSettings.presets.own") },
        ]}
        {...form.getInputProps("abc_preset")}
      />
      {form.values.abc_preset === "own" && <CutsEditor cuts={form.values.abc_cuts} error={form.errors.abc_cuts as string | undefined} onChange={(cuts) => form.setFieldValue("abc_cuts", cuts)} />}
    </Stack>
  );
}

/** Window, monetary value and the map of the eleven groups. */
export function RfmSection({ form, saved }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      <SimpleGrid cols={two} style={{ alignItems: "end" }}>
        <WholeInput label={t("runSettings.field.rfm_window_months")} min={1} max={120} {...form.getInputProps("rfm_window_months")} />
        <Select
          label={t("runSettings.field.monetary")}
          allowDeselect={false}
          data={(["sum", "mean"] as const).map((value) => ({ value, label: t(`runSettings.monetary.${value}`) }))}
          {...form.getInputProps("monetary")}
        />
      </SimpleGrid>
      <MapEditor lines={form.values.rfm_map} saved={saved.rfm_map} error={form.errors.rfm_map as string | undefined} onChange={(lines) => form.setFieldValue("rfm_map", lines)} />
    </Stack>
  );
}

/** Horizon, discount, margin rate and model of the forecast. */
export function LifetimeSection({ form }: SectionProps) {
  const { t } = useTranslation();
  const own = form.values.margin_rate !== null;
  return (
    <Stack>
      <SimpleGrid cols={two} style={{ alignItems: "end" }}>
        <WholeInput label={t("runSettings.field.horizon_months")} min={1} max={120} {...form.getInputProps("horizon_months")} />
        <ShareInput label={t("runSettings.field.discount_rate")} description={t("runSettings.help.discount_rate")} {...form.getInputProps("discount_rate")} />
        <Select
          label={t("runSettings.field.lifetime_model")}
          allowDeselect={false}
          data={(["auto", "bgnbd", "mbgnbd", "paretonbd"] as const).map((value) => ({ value, label: t(`runSettings.model.${value}`) }))}
          {...form.getInputProps("lifetime_model")}
        />
        {own && <ShareInput label={t("runSettings.field.margin_rate")} {...form.getInputProps("margin_rate")} />}
      </SimpleGrid>
      <Checkbox label={t("runSettings.help.margin_own")} description={t("runSettings.help.margin_auto")} checked={own} onChange={(event) => form.setFieldValue("margin_rate", event.currentTarget.checked ? 0.3 : null)} />
    </Stack>
  );
}

/** Cut of the axes, factors of the potential, how long answers hold. */
export function MatrixSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={two} style={{ alignItems: "end" }}>
      <PercentInput label={t("runSettings.field.matrix_share")} description={t("runSettings.help.matrix_share")} {...form.getInputProps("matrix_share")} />
      <WholeInput label={t("runSettings.field.guard_months")} min={1} max={120} {...form.getInputProps("guard_months")} />
      <FactorInput label={t("runSettings.field.growth")} description={t("runSettings.help.growth")} min={1} max={10} {...form.getInputProps("potential.growth")} />
      <FactorInput label={t("runSettings.field.wallet")} description={t("runSettings.help.wallet")} min={1} max={20} {...form.getInputProps("potential.wallet")} />
      <FactorInput label={t("runSettings.field.due")} min={0.01} max={10} {...form.getInputProps("potential.due")} />
      <FactorInput label={t("runSettings.field.lapsed")} min={0.01} max={10} {...form.getInputProps("potential.lapsed")} />
    </SimpleGrid>
  );
}

/** The service of each class that the cuts make. */
export function TiersSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t("runSettings.help.tiers")}
      </Text>
      <TierEditor form={form} />
    </Stack>
  );
}

/** When runs start by themselves, how long they are kept. */
export function RunningSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Group align="flex-start" grow>
        <Select
          label={t("runSettings.field.schedule")}
          allowDeselect={false}
          data={(["off", "day", "week", "month"] as const).map((value) => ({ value, label: t(`runSettings.every.${value}`) }))}
          {...form.getInputProps("schedule.every")}
        />
        <TextInput type="time" label={t("runSettings.field.time")} disabled={form.values.schedule.every === "off"} {...form.getInputProps("schedule.time")} />
      </Group>
      <WholeInput label={t("runSettings.field.keep_months")} description={t("runSettings.help.keep_months")} min={1} max={240} {...form.getInputProps("keep_months")} />
    </Stack>
  );
}
