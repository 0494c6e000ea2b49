import { NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput, Title } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { SegmentPicker } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { objectives } from "./campaign-form";
import { OfferFields } from "./offer-fields";
import type { CampaignFields } from "./queries";

export type CampaignFormType = UseFormReturnType<CampaignFields>;
type Props = { form: CampaignFormType };

/** What the campaign is for. */
export function WhatFields({ form }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("campaigns.section.what")}
      </Title>
      <TextInput label={t("campaigns.field.name")} {...form.getInputProps("name")} />
      <Select label={t("campaigns.field.objective")} allowDeselect={false} data={objectives.map((value) => ({ value, label: t(`campaigns.objective.${value}`) }))} {...form.getInputProps("objective")} />
      <OfferFields form={form} />
      <Textarea label={t("campaigns.field.description")} minRows={2} {...form.getInputProps("description")} />
    </Stack>
  );
}

/** Who receives it, and which share is kept as control. */
export function AudienceFields({ form }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("campaigns.section.audience")}
      </Title>
      <SegmentPicker label={t("campaigns.field.segments")} value={form.values.segment_ids ?? []} onChange={(ids) => form.setFieldValue("segment_ids", ids)} error={form.errors.segment_ids} />
      <SegmentPicker label={t("campaigns.field.excluded")} value={form.values.excluded_segment_ids ?? []} onChange={(ids) => form.setFieldValue("excluded_segment_ids", ids)} error={form.errors.excluded_segment_ids} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label={t("campaigns.field.control")}
          description={t("campaigns.field.controlHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          min={0}
          max={90}
          decimalScale={1}
          decimalSeparator={format.language === "fr" ? "," : "."}
          suffix=" %"
          value={Math.round((form.values.control_share ?? 0) * 1000) / 10}
          onChange={(value) => form.setFieldValue("control_share", Math.round(Number(value) * 10) / 1000)}
          error={form.errors.control_share}
        />
        <NumberInput label={t("campaigns.field.window")} min={1} max={730} allowDecimal={false} {...form.getInputProps("window_days")} />
      </SimpleGrid>
    </Stack>
  );
}

/** How it is sent. */
export function SendingFields({ form }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Title order={2} fz="md">
        {t("campaigns.section.sending")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("campaigns.field.fromName")} {...form.getInputProps("from_name")} />
        <TextInput label={t("campaigns.field.fromEmail")} type="email" {...form.getInputProps("from_email")} />
        <TextInput label={t("campaigns.field.replyTo")} type="email" {...form.getInputProps("reply_to")} />
        <NumberInput label={t("campaigns.field.rate")} min={1} max={100000} allowDecimal={false} {...form.getInputProps("rate_per_minute")} />
      </SimpleGrid>
    </Stack>
  );
}
