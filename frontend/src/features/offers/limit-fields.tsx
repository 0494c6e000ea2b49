import { NumberInput, Select, SimpleGrid, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { CapList } from "@/entities/cap-list";
import { ProductPicker } from "@/entities/product-picker";
import { useMoneyInput, usePercentInput } from "@/ui/money-input";
import type { OfferForm } from "./offer-form";

type Props = { form: UseFormReturnType<OfferForm> };

/** What bounds the offer: caps, budget, codes. */
export function LimitFields({ form }: Props) {
  const { t } = useTranslation();
  const amount = useMoneyInput();
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("offers.limits.title")}
      </Title>
      <div>
        <Text fz="sm" fw={500} mb={4}>
          {t("caps.title")}
        </Text>
        <Text fz="sm" c="dimmed" mb={8}>
          {t("caps.hint")}
        </Text>
        <CapList caps={form.values.caps} onChange={(caps) => form.setFieldValue("caps", caps)} errors={form.errors} />
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t("offers.limits.budget")} description={t("offers.limits.budgetHint")} {...amount} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("budget")} error={form.errors.budget_minor} />
        <Select label={t("offers.limits.codes")} allowDeselect={false} data={(["none", "shared", "unique"] as const).map((one) => ({ value: one, label: t(`offers.limits.codesKind.${one}`) }))} {...form.getInputProps("codes_kind")} />
        {form.values.codes_kind === "shared" && <TextInput label={t("offers.limits.sharedCode")} description={t("offers.limits.sharedCodeHint")} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("shared_code")} />}
      </SimpleGrid>
    </Stack>
  );
}

/** What ranks the offer and measures it, and the products it goes with. */
export function RankingFields({ form }: Props) {
  const { t } = useTranslation();
  const amount = useMoneyInput();
  const percent = usePercentInput();
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("offers.ranking.title")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t("offers.ranking.value")} description={t("offers.ranking.valueHint")} {...amount} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("companyValue")} error={form.errors.company_value_minor} />
        <NumberInput label={t("offers.ranking.holdout")} description={t("offers.ranking.holdoutHint")} {...percent} max={50} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("holdout")} error={form.errors.holdout_bp} />
        <TagsInput label={t("offers.ranking.tags")} description={t("offers.ranking.tagsHint")} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("tags")} />
        <TextInput label={t("offers.ranking.group")} description={t("offers.ranking.groupHint")} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("exclusion_group")} />
        <div>
          <Text fz="sm" fw={500}>{t("offers.ranking.complementary")}</Text>
          <ProductPicker label={t("offers.ranking.complementary")} values={form.values.complementary_product_ids ?? []} onChange={(ids) => form.setFieldValue("complementary_product_ids", ids)} error={form.errors.complementary_product_ids} />
        </div>
        <NumberInput label={t("offers.ranking.complementaryDays")} description={t("offers.ranking.ever")} min={0} max={3650} allowDecimal={false} hideControls inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("complementary_days")} />
        <div>
          <Text fz="sm" fw={500}>{t("offers.ranking.excluded")}</Text>
          <ProductPicker label={t("offers.ranking.excluded")} values={form.values.excluded_product_ids ?? []} onChange={(ids) => form.setFieldValue("excluded_product_ids", ids)} error={form.errors.excluded_product_ids} />
        </div>
        <NumberInput label={t("offers.ranking.excludedDays")} description={t("offers.ranking.ever")} min={0} max={3650} allowDecimal={false} hideControls inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("excluded_days")} />
      </SimpleGrid>
    </Stack>
  );
}
