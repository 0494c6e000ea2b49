import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { RuleHostOf } from "@/entities/rule-host";
import { useRuleRegistry } from "@/entities/rule-registry";
import type { Registry } from "@/ui/rule-editor/fields";
import { emptyGroup, newLine } from "@/ui/rule-editor/rule";
import { RuleEditor } from "@/ui/rule-editor/rule-editor";
import { firstTest } from "@/ui/rule-editor/tests";
import { slots, type OfferForm, type Slot } from "./offer-form";

type Props = { form: UseFormReturnType<OfferForm> };

/** The three rules of an offer: who may have it, for whom it makes sense, and when it is decent. */
export function RuleFields({ form }: Props) {
  const { t } = useTranslation();
  const registry = useRuleRegistry();
  return (
    <Stack gap="md">
      <div>
        <Title order={2} fz="md">
          {t("offers.rules.title")}
        </Title>
        <Text fz="sm" c="dimmed">
          {t("offers.rules.hint")}
        </Text>
      </div>
      {registry && slots.map((slot) => <OneRule key={slot} slot={slot} form={form} registry={registry} />)}
    </Stack>
  );
}

function OneRule({ slot, form, registry }: Props & { slot: Slot; registry: Registry }) {
  const { t } = useTranslation();
  const draft = form.values.rules[slot];
  const set = (next: OfferForm["rules"][Slot]) => form.setFieldValue("rules", { ...form.values.rules, [slot]: next });
  const start = `${slot}_rule.`;
  const errors = Object.fromEntries(Object.entries(form.errors).flatMap(([path, message]) => (path.startsWith(start) ? [[path.slice(start.length), String(message)]] : [])));
  return (
    <div role="group" aria-label={t(`offers.rules.${slot}`)}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb={6}>
        <div>
          <Text fw={600} fz="sm">
            {t(`offers.rules.${slot}`)}
          </Text>
          <Text fz="sm" c="dimmed">
            {t(`offers.rules.${slot}Hint`)}
          </Text>
        </div>
        {draft ? (
          <Button style={{ flex: "none" }} size="compact-sm" variant="subtle" color="gray" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => set(null)}>
            {t("offers.rules.remove")}
          </Button>
        ) : (
          <Button style={{ flex: "none" }} size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => set({ ...emptyGroup(), items: [newLine(firstTest(registry))] })}>
            {t("offers.rules.add")}
          </Button>
        )}
      </Group>
      {draft && (
        <RuleHostOf registry={registry} draft={draft}>
          <RuleEditor registry={registry} draft={draft} onChange={set} errors={errors} />
        </RuleHostOf>
      )}
    </div>
  );
}
