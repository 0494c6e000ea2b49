import { Checkbox, NumberInput, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { CapList } from "@/entities/cap-list";
import { useOfferChoices, useStrategyChoices } from "@/entities/offer-choices";
import { slug } from "@/lib/slug";
import { FormBody, FormModal } from "@/ui/form-modal";
import { usePercentInput } from "@/ui/money-input";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { usePlacementActions, type Placement, type PlacementInput } from "./queries";

type Props = { opened: boolean; placement?: Placement; onClose: () => void };

const channels = ["web", "mobile", "store", "kiosk", "phone", "email", "sms", "push", "mail", "field_visit"] as const;

/** Names a placement, or changes one. */
export function PlacementForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} size="lg" title={props.placement ? t("placements.change") : t("placements.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ placement, onClose }: Props) {
  const { t } = useTranslation();
  const actions = usePlacementActions();
  const percent = usePercentInput();
  const offers = useOfferChoices().data?.items ?? [];
  const strategies = useStrategyChoices().data?.items ?? [];
  const form = useForm({
    initialValues: {
      name: placement?.name ?? "",
      code: placement?.code ?? "",
      channel: placement?.channel ?? "web",
      size: placement?.size ?? 1,
      anonymous_only: placement?.anonymous_only ?? false,
      fallback_offer_id: placement?.fallback_offer_id ?? null,
      strategy_id: placement?.strategy_id ?? null,
      log_share_bp: placement?.log_share_bp ?? 10_000,
      caps: (placement?.caps ?? []).map(({ event, limit, per, reset }) => ({ event, limit, per, reset })),
    },
    validate: { name: (value) => (value.trim() ? null : t("error.required")), code: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => (placement ? actions.change(placement, values as PlacementInput) : actions.create(values as PlacementInput)),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={placement ? t("action.save") : t("placements.add")}>
      <TextInput
        label={t("placements.field.name")}
        data-autofocus
        {...form.getInputProps("name")}
        onChange={(event) => {
          const name = event.currentTarget.value;
          if (!placement && form.values.code === slug(form.values.name)) form.setFieldValue("code", slug(name));
          form.setFieldValue("name", name);
        }}
      />
      <TextInput label={t("placements.field.code")} description={t("placements.field.codeHint")} {...form.getInputProps("code")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select label={t("placements.field.channel")} allowDeselect={false} data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} {...form.getInputProps("channel")} />
        <NumberInput label={t("placements.field.size")} min={1} max={20} allowDecimal={false} {...form.getInputProps("size")} />
      </SimpleGrid>
      <Select label={t("placements.field.fallback")} description={t("placements.field.fallbackHint")} clearable searchable data={offers.map((offer) => ({ value: offer.id, label: offer.name }))} {...form.getInputProps("fallback_offer_id")} />
      <Select label={t("placements.field.strategy")} description={t("placements.field.strategyHint")} clearable searchable data={strategies.map((one) => ({ value: one.id, label: one.name }))} {...form.getInputProps("strategy_id")} />
      <NumberInput label={t("placements.field.logShare")} description={t("placements.field.logShareHint")} {...percent} value={form.values.log_share_bp / 100} onChange={(next) => form.setFieldValue("log_share_bp", Math.round(Number(next) * 100))} error={form.errors.log_share_bp} />
      <div>
        <Text fz="sm" fw={500} mb={4}>
          {t("caps.title")}
        </Text>
        <CapList caps={form.values.caps} onChange={(caps) => form.setFieldValue("caps", caps)} errors={form.errors} />
      </div>
      <Checkbox label={t("placements.field.anonymous")} description={t("placements.field.anonymousHint")} {...form.getInputProps("anonymous_only", { type: "checkbox" })} />
    </FormBody>
  );
}
