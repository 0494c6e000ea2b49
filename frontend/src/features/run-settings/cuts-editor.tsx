import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PercentInput } from "./setting-inputs";
import { classNames } from "./settings-form";

type Props = { cuts: readonly number[]; error?: string; onChange: (cuts: number[]) => void };

/** One to five rising cuts of one's own. */
export function CutsEditor({ cuts, error, onChange }: Props) {
  const { t } = useTranslation();
  const names = classNames(cuts);
  const last = cuts.at(-1) ?? 0;
  return (
    <Stack gap="xs">
      <Text fz="sm" c="dimmed">
        {t("runSettings.help.own")}
      </Text>
      <Group align="flex-end" gap="sm">
        {cuts.map((cut, at) => (
          <Group key={at} gap={2} align="flex-end" wrap="nowrap">
            <PercentInput
              w={124}
              label={t("runSettings.cut.nth", { name: names[at] })}
              value={cut}
              min={0.1}
              max={99.9}
              error={at > 0 && cut <= (cuts[at - 1] ?? 0)}
              onChange={(value) => onChange(cuts.map((one, index) => (index === at ? (value === "" ? ("" as never) : Number(value)) : one)))}
            />
            {cuts.length > 1 && (
              <ActionIcon variant="subtle" color="gray" size={34} aria-label={t("runSettings.cut.remove", { name: names[at] })} onClick={() => onChange(cuts.filter((_, index) => index !== at))}>
                <IconX size={15} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {cuts.length < 5 && (
          <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => onChange([...cuts, Math.round((last + (100 - last) / 2) * 10) / 10])}>
            {t("runSettings.cut.add")}
          </Button>
        )}
      </Group>
      <Text fz="sm" c="dimmed">
        {t("runSettings.cut.rest", { name: names.at(-1) })}
      </Text>
      {error && (
        <Text fz="sm" c="var(--down)" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}
