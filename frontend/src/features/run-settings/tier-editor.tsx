import { ActionIcon, Button, Group, MultiSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Tier } from "./queries";
import { PercentInput, WholeInput } from "./setting-inputs";
import { classNames, type SettingsForm } from "./settings-form";

const channels = ["mail", "email", "phone", "sms", "web", "mobile", "store", "kiosk", "field_visit"] as const;

/** The service of each ABC class; classes without one may be given one. */
export function TierEditor({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  const { tiers, abc_cuts } = form.values;
  const classes = [...classNames(abc_cuts), "none"] as Tier["class"][];
  const missing = classes.filter((name) => !tiers.some((tier) => tier.class === name));
  const nameOf = (name: string) => (name === "none" ? t("runSettings.tier.none") : t("runSettings.tier.of", { name }));
  const fault = ["tiers.class", "tiers.code", "tiers.response_hours", "tiers.discount_percent", "tiers.channels"].map((path) => form.errors[path]).find(Boolean);
  return (
    <Stack gap="sm">
      {tiers.map((tier, at) => (
        <fieldset key={tier.class} style={{ border: "1px solid var(--line)", borderRadius: 10, padding: 12, margin: 0, minWidth: 0 }}>
          <legend style={{ padding: "0 6px", fontWeight: 600, fontSize: 14 }}>{nameOf(tier.class)}</legend>
          <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
            <TextInput label={t("runSettings.tier.name")} maxLength={80} {...form.getInputProps(`tiers.${at}.name`)} />
            <TextInput label={t("runSettings.tier.code")} maxLength={32} {...form.getInputProps(`tiers.${at}.code`)} />
            <PercentInput label={t("runSettings.tier.discount")} {...form.getInputProps(`tiers.${at}.discount_percent`)} />
            <WholeInput label={t("runSettings.tier.hours")} min={0} max={8760} {...form.getInputProps(`tiers.${at}.response_hours`)} />
            <WholeInput label={t("runSettings.tier.minutes")} min={0} max={100_000} {...form.getInputProps(`tiers.${at}.effort_minutes`)} />
          </SimpleGrid>
          <Group gap="xs" mt="sm" align="flex-end" wrap="nowrap">
            <MultiSelect style={{ flex: 1 }} label={t("runSettings.tier.channels")} data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} {...form.getInputProps(`tiers.${at}.channels`)} />
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("runSettings.tier.remove", { name: nameOf(tier.class) })} onClick={() => form.removeListItem("tiers", at)}>
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        </fieldset>
      ))}
      {fault && (
        <Text fz="sm" c="var(--down)" role="alert">
          {fault}
        </Text>
      )}
      <Group gap="xs">
        {missing.map((name) => (
          <Button
            key={name}
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => form.insertListItem("tiers", { class: name, code: name.toLowerCase(), name: "", response_hours: 48, channels: ["email"], effort_minutes: 0, discount_percent: 0 } satisfies Tier)}
          >
            {t("runSettings.tier.add", { name })}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
