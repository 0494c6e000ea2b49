import { SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SectionProps } from "./class-sections";
import { AmountInput, ShareInput, WholeInput } from "./setting-inputs";

const two = { base: 1, xs: 2 } as const;

/** Change that counts, and concentration of purchases. */
export function TrendSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={two} style={{ alignItems: "end" }}>
      <ShareInput label={t("runSettings.field.trend_change")} max={1000} {...form.getInputProps("trend.change")} />
      <WholeInput label={t("runSettings.field.trend_purchases")} min={0} max={1000} {...form.getInputProps("trend.purchases")} />
      <ShareInput label={t("runSettings.field.focused")} {...form.getInputProps("frat.focused")} error={form.errors["frat.focused"] ?? form.errors.frat} />
      <ShareInput label={t("runSettings.field.specialist")} {...form.getInputProps("frat.specialist")} />
    </SimpleGrid>
  );
}

/** Who is loyal, and what makes a client doubtful. */
export function RelationshipSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={two} style={{ alignItems: "end" }}>
      <WholeInput label={t("runSettings.field.loyal_purchases")} min={1} max={1000} {...form.getInputProps("relationship.loyal_purchases")} />
      <ShareInput label={t("runSettings.field.loyal_alive")} {...form.getInputProps("relationship.loyal_alive")} />
      <ShareInput label={t("runSettings.field.lost_alive")} {...form.getInputProps("relationship.lost_alive")} />
      <ShareInput label={t("runSettings.field.falling")} description={t("runSettings.help.falling")} {...form.getInputProps("relationship.falling")} />
      <ShareInput label={t("runSettings.field.unhappy")} {...form.getInputProps("relationship.unhappy")} />
      <ShareInput label={t("runSettings.field.happy")} {...form.getInputProps("relationship.happy")} />
      <AmountInput label={t("runSettings.field.overdue_minor")} {...form.getInputProps("relationship.overdue_minor")} />
      <WholeInput label={t("runSettings.field.overdue_days")} min={0} max={3650} {...form.getInputProps("relationship.overdue_days")} />
      <ShareInput label={t("runSettings.field.risk")} {...form.getInputProps("relationship.risk")} />
    </SimpleGrid>
  );
}

/** After how long a client is lost, how far the alarm looks. */
export function RetentionSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={two} style={{ alignItems: "end" }}>
      <WholeInput label={t("runSettings.field.silence_months")} description={t("runSettings.help.silence_months")} min={1} max={120} {...form.getInputProps("silence_months")} />
      <WholeInput label={t("runSettings.field.erosion_months")} min={1} max={36} {...form.getInputProps("erosion_months")} />
    </SimpleGrid>
  );
}

/** The shares at which an alarm rings. */
export function DependenceSection({ form }: SectionProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={two} style={{ alignItems: "end" }}>
      <ShareInput label={t("runSettings.field.first")} description={t("runSettings.help.dependence")} {...form.getInputProps("dependence.first")} />
      <ShareInput label={t("runSettings.field.first_five")} {...form.getInputProps("dependence.first_five")} />
    </SimpleGrid>
  );
}
