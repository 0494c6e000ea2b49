import { Checkbox, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { usePlacementChoices } from "@/entities/offer-choices";
import { SegmentPicker } from "@/entities/segment-picker";
import { optionsIn } from "@/lib/name-in";
import { slug } from "@/lib/slug";
import { useMoneyInput } from "@/ui/money-input";
import { kinds, type OfferForm } from "./offer-form";

type Props = { form: UseFormReturnType<OfferForm>; isNew?: boolean };

/** What the offer is: name, kind, dates, priority, what it is worth and costs. */
export function OfferFields({ form, isNew }: Props) {
  const { t } = useTranslation();
  const amount = useMoneyInput();
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("offers.steps")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t("offers.field.name")}
          {...form.getInputProps("name")}
          onChange={(event) => {
            const name = event.currentTarget.value;
            if (isNew && form.values.code === slug(form.values.name)) form.setFieldValue("code", slug(name));
            form.setFieldValue("name", name);
          }}
        />
        <TextInput label={t("offers.field.code")} {...form.getInputProps("code")} />
        <Select label={t("offers.field.kind")} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`offers.kind.${value}`) }))} {...form.getInputProps("kind")} />
        <NumberInput label={t("offers.field.priority")} description={t("offers.field.priorityHint")} min={0} max={100} allowDecimal={false} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("priority")} />
        <DateInput label={t("offers.field.from")} clearable clearButtonProps={{ "aria-label": t("action.clear") }} valueFormat="D MMM YYYY" {...form.getInputProps("from_day")} />
        <DateInput label={t("offers.field.to")} clearable clearButtonProps={{ "aria-label": t("action.clear") }} valueFormat="D MMM YYYY" {...form.getInputProps("to_day")} />
        <NumberInput label={t("offers.field.clientValue")} {...amount} {...form.getInputProps("clientValue")} error={form.errors.client_value_minor} />
        <NumberInput label={t("offers.field.companyCost")} {...amount} {...form.getInputProps("companyCost")} error={form.errors.company_cost_minor} />
      </SimpleGrid>
      <Textarea label={t("offers.field.description")} minRows={2} {...form.getInputProps("description")} />
      <Checkbox label={t("offers.field.fallback")} {...form.getInputProps("is_fallback", { type: "checkbox" })} />
    </Stack>
  );
}

/** For whom the offer is, and where it may show. */
export function AudienceFields({ form }: Props) {
  const { t } = useTranslation();
  const placements = usePlacementChoices();
  const purpose = form.values.purpose || "marketing";
  const purposes = [...new Set(["marketing", "service", purpose])];
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("offers.audience")}
      </Title>
      <SegmentPicker label={t("offers.field.segments")} description={t("offers.field.segmentsHint")} value={form.values.segment_ids ?? []} onChange={(ids) => form.setFieldValue("segment_ids", ids)} error={form.errors.segment_ids} />
      <SegmentPicker label={t("offers.field.excluded")} value={form.values.excluded_segment_ids ?? []} onChange={(ids) => form.setFieldValue("excluded_segment_ids", ids)} error={form.errors.excluded_segment_ids} />
      <MultiSelect label={t("offers.field.placements")} data={optionsIn(placements, form.values.placement_ids ?? [])} {...form.getInputProps("placement_ids")} />
      <Select
        label={t("offers.field.purpose")}
        description={t("offers.field.purposeHint")}
        allowDeselect={false}
        data={purposes.map((value) => ({ value, label: t(`offers.purpose.${value as "marketing"}`, { defaultValue: value }) }))}
        value={purpose}
        onChange={(value) => value && form.setFieldValue("purpose", value)}
        error={form.errors.purpose}
      />
    </Stack>
  );
}
