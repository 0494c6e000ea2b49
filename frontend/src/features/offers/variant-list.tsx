import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title, Tooltip } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { SegmentPicker } from "@/entities/segment-picker";
import { useMoneyInput, usePercentInput } from "@/ui/money-input";
import { blankVariant, type OfferForm } from "./offer-form";
import classes from "./variant-list.module.css";

type Props = { form: UseFormReturnType<OfferForm> };

/** The variants of an offer: the same thing, said to each segment in its own words, in both languages. */
export function VariantList({ form }: Props) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <div>
        <Title order={2} fz="md">
          {t("offers.variant.title")}
        </Title>
        <Text fz="sm" c="dimmed">
          {t("offers.variant.hint")}
        </Text>
      </div>
      {form.values.variants.map((variant, at) => (
        <VariantFields key={variant.key} form={form} at={at} />
      ))}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => form.insertListItem("variants", blankVariant())} style={{ alignSelf: "flex-start" }}>
        {t("offers.variant.add")}
      </Button>
    </Stack>
  );
}

function VariantFields({ form, at }: Props & { at: number }) {
  const { t } = useTranslation();
  const amount = useMoneyInput();
  const percent = usePercentInput();
  const variant = form.values.variants[at];
  if (!variant) return null;
  const field = <K extends string>(name: K) => form.getInputProps(`variants.${at}.${name}`);
  const title = variant.name || t("offers.variant.one", { number: at + 1 });
  return (
    <div className={classes.variant} role="group" aria-label={title}>
      <Group justify="space-between" mb="sm">
        <Text fw={600}>{title}</Text>
        {form.values.variants.length > 1 && (
          <Tooltip label={t("offers.variant.remove")}>
            <ActionIcon aria-label={`${t("offers.variant.remove")}: ${title}`} onClick={() => form.removeListItem("variants", at)}>
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t("offers.variant.name")} {...field("name")} />
          <SegmentPicker label={t("offers.variant.segments")} value={variant.segment_ids ?? []} error={form.errors[`variants[${at}].segment_ids`]} onChange={(ids) => form.setFieldValue(`variants.${at}.segment_ids`, ids)} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(["fr", "en"] as const).map((language) => (
            <Stack key={language} gap="xs" className={classes.language}>
              <Text fz="xs" fw={600} c="dimmed">
                {t(`language.${language}`)}
              </Text>
              <TextInput label={t("offers.variant.titleField")} lang={language} {...field(`title_${language}`)} />
              <Textarea label={t("offers.variant.text")} lang={language} {...field(`text_${language}`)} />
              <TextInput label={t("offers.variant.terms")} placeholder={t("offers.variant.termsHint")} lang={language} {...field(`service_terms_${language}`)} />
            </Stack>
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <NumberInput label={t("offers.variant.price")} {...amount} {...field("price")} error={form.errors[`variants[${at}].price_minor`]} />
          <Select
            label={t("offers.variant.discountKind")}
            allowDeselect={false}
            data={[
              { value: "none", label: t("offers.variant.discountNone") },
              { value: "percent", label: t("offers.variant.discountPercent") },
              { value: "amount", label: t("offers.variant.discountAmount") },
            ]}
            value={variant.discount_kind || "none"}
            onChange={(value) => form.setFieldValue(`variants.${at}.discount_kind`, value === "none" ? "" : (value ?? ""))}
          />
          <NumberInput label={t("offers.variant.discount")} {...(variant.discount_kind === "percent" ? percent : amount)} disabled={!variant.discount_kind} {...field("discount")} error={form.errors[`variants[${at}].discount_value`]} />
          <NumberInput label={t("offers.variant.delivery")} min={0} hideControls allowDecimal={false} {...field("delivery")} error={form.errors[`variants[${at}].delivery_days`]} />
        </SimpleGrid>
        <TextInput label={t("offers.variant.image")} type="url" placeholder="https://" {...field("image_url")} />
        <Checkbox label={t("offers.variant.anonymous")} {...form.getInputProps(`variants.${at}.is_anonymous`, { type: "checkbox" })} />
      </Stack>
    </div>
  );
}
