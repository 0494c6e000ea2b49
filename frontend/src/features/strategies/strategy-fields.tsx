import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, Title } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { useCollectionChoices, useOfferChoices } from "@/entities/offer-choices";
import { SegmentPicker } from "@/entities/segment-picker";
import { usePercentInput } from "@/ui/money-input";
import { FieldPicker } from "./field-picker";
import { newKey, type StageForm, type StrategyForm } from "./strategy-form";

type Props = { form: UseFormReturnType<StrategyForm> };

const rankings = ["priority", "formula", "learned"] as const;
const kinds = ["discount", "bundle", "service", "gift", "information", "event"] as const;
const below = ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[];

/** The stages in the order in which they fill a placement. */
export function StageFields({ form }: Props) {
  const { t } = useTranslation();
  const collections = useCollectionChoices().data?.items ?? [];
  const { stages } = form.values;
  const set = (next: StageForm[]) => form.setFieldValue("stages", next);
  const put = (at: number, next: Partial<StageForm> | null) => set(stages.flatMap((stage, index) => (index === at ? (next ? [{ ...stage, ...next }] : []) : [stage])));
  const move = (at: number, by: -1 | 1) => {
    const next = [...stages];
    const [a, b] = [next[at], next[at + by]];
    if (a && b) {
      next[at] = b;
      next[at + by] = a;
      set(next);
    }
  };
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} fz="md">
          {t("strategies.stages.title")}
        </Title>
        <Text fz="sm" c="dimmed">
          {t("strategies.stages.hint")}
        </Text>
      </div>
      {stages.map((stage, at) => (
        <div key={stage.key} className="card" style={{ padding: 10 }} role="group" aria-label={t("strategies.stages.one", { number: at + 1 })}>
          <Group gap="xs" align="end" wrap="wrap">
            <Text fw={600} w={20} pb={8}>
              {at + 1}.
            </Text>
            <Select style={{ flex: "1 1 170px" }} label={t("strategies.stages.collection")} clearable placeholder={t("strategies.stages.all")} value={stage.collection_id} onChange={(id) => put(at, { collection_id: id })} data={collections.map((one) => ({ value: one.id, label: one.name }))} error={form.errors[`stages[${at}].collection_id`]} />
            <Select style={{ flex: "1 1 150px" }} label={t("strategies.stages.ranking")} allowDeselect={false} value={stage.ranking} onChange={(next) => next && put(at, { ranking: next as StageForm["ranking"] })} data={rankings.map((one) => ({ value: one, label: t(`strategies.ranking.${one}`) }))} error={form.errors[`stages[${at}].ranking`]} />
            <Group gap={2} pb={4}>
              <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={t("strategies.stages.up")} onClick={() => move(at, -1)}>
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon variant="subtle" color="gray" disabled={at === stages.length - 1} aria-label={t("strategies.stages.down")} onClick={() => move(at, 1)}>
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon variant="subtle" color="gray" disabled={stages.length === 1} aria-label={t("strategies.stages.remove")} onClick={() => put(at, null)}>
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          {stage.ranking === "formula" && (
            <Textarea mt="xs" label={t("strategies.stages.formula")} description={t("strategies.stages.formulaHint")} inputWrapperOrder={below} autosize minRows={1} styles={{ input: { fontFamily: "monospace" } }} value={stage.formula} onChange={(event) => put(at, { formula: event.currentTarget.value })} error={form.errors[`stages[${at}].formula`]} />
          )}
          {stage.ranking === "formula" && <FieldPicker onPick={(name) => put(at, { formula: stage.formula ? `${stage.formula} ${name}` : name })} />}
        </div>
      ))}
      <Button w="fit-content" size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => set([...stages, { key: newKey(), collection_id: null, ranking: "priority", formula: "" }])}>
        {t("strategies.stages.add")}
      </Button>
    </Stack>
  );
}

/** What weighs between offers: chance, value, and boosts of kinds. */
export function WeightFields({ form }: Props) {
  const { t } = useTranslation();
  const separator = useFormat().language === "fr" ? "," : ".";
  const { boosts } = form.values;
  const offers = useOfferChoices().data?.items ?? [];
  const choices = [
    { group: t("strategies.weights.kinds"), items: kinds.map((one) => ({ value: `kind:${one}`, label: t(`offers.kind.${one}`) })) },
    { group: t("strategies.weights.offers"), items: offers.map((one) => ({ value: `offer:${one.id}`, label: one.name })) },
  ];
  return (
    <Stack gap="sm">
      <Title order={2} fz="md">
        {t("strategies.weights.title")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t("strategies.weights.propensity")} description={t("strategies.weights.propensityHint")} inputWrapperOrder={below} min={0} max={1} step={0.1} decimalScale={2} decimalSeparator={separator} {...form.getInputProps("propensity")} error={form.errors["arbitration.propensity_weight"]} />
        <NumberInput label={t("strategies.weights.value")} description={t("strategies.weights.valueHint")} inputWrapperOrder={below} min={0} max={1} step={0.1} decimalScale={2} decimalSeparator={separator} {...form.getInputProps("value")} error={form.errors["arbitration.value_weight"]} />
      </SimpleGrid>
      {boosts.map((boost, at) => (
        <Group key={boost.key} gap="xs" align="end">
          <Select style={{ flex: "1 1 180px" }} searchable label={t("strategies.weights.kind")} allowDeselect={false} data={choices} {...form.getInputProps(`boosts.${at}.what`)} />
          <NumberInput label={t("strategies.weights.factor")} min={0} max={10} step={0.1} decimalScale={2} decimalSeparator={separator} w={110} {...form.getInputProps(`boosts.${at}.factor`)} error={form.errors[`arbitration.boosts[${at}].factor`] ?? form.errors[`arbitration.boosts[${at}]`]} />
          <ActionIcon mb={6} variant="subtle" color="gray" aria-label={t("strategies.weights.remove")} onClick={() => form.removeListItem("boosts", at)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button w="fit-content" size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => form.insertListItem("boosts", { key: newKey(), what: "kind:service", factor: 1.5 })}>
        {t("strategies.weights.add")}
      </Button>
    </Stack>
  );
}

/** How the strategy learns from what clients do. */
export function LearningFields({ form }: Props) {
  const { t } = useTranslation();
  const percent = usePercentInput();
  const field = (name: "attribution_hours" | "half_life_days" | "delay_minutes", max: number) => <NumberInput label={t(`strategies.learning.${name}`)} description={t(`strategies.learning.${name}Hint`)} inputWrapperOrder={below} min={name === "delay_minutes" ? 0 : 1} max={max} allowDecimal={false} {...form.getInputProps(`learning.${name}`)} />;
  return (
    <Stack gap="sm">
      <Title order={2} fz="md">
        {t("strategies.learning.title")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select label={t("strategies.learning.reward")} allowDeselect={false} data={(["click", "acceptance", "redemption", "value"] as const).map((one) => ({ value: one, label: t(`strategies.learning.rewards.${one}`) }))} {...form.getInputProps("learning.reward")} />
        <NumberInput label={t("strategies.learning.floor")} description={t("strategies.learning.floorHint")} inputWrapperOrder={below} {...percent} max={50} decimalScale={1} value={form.values.learning.floor_bp / 100} onChange={(next) => form.setFieldValue("learning.floor_bp", Math.round(Number(next) * 100))} error={form.errors["learning.floor_bp"]} />
        {field("attribution_hours", 8760)}
        {field("delay_minutes", 525600)}
        {field("half_life_days", 3650)}
      </SimpleGrid>
      <SegmentPicker label={t("strategies.learning.context")} description={t("strategies.learning.contextHint")} value={form.values.context} onChange={(ids) => form.setFieldValue("context", ids)} error={form.errors.context_segment_ids} />
      <Checkbox label={t("strategies.learning.cold")} {...form.getInputProps("learning.cold_start", { type: "checkbox" })} />
    </Stack>
  );
}

/** The clients kept apart so that the gain can be measured. */
export function MeasureFields({ form }: Props) {
  const { t } = useTranslation();
  return <NumberInput maw={320} label={t("strategies.field.holdout")} description={t("strategies.holdoutHint")} inputWrapperOrder={below} {...usePercentInput()} max={50} {...form.getInputProps("holdout")} error={form.errors.holdout_bp} />;
}
