import { ActionIcon, Popover, Stack, Text } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { en } from "@/i18n/en";

export type Measure = keyof (typeof en)["measures"];

type Props = { measure: Measure; updated?: string };

/** The "?" beside a figure: its definition, formula and last update. */
export function MeasureHelp({ measure, updated }: Props) {
  const { t } = useTranslation();
  const name = t(`measures.${measure}.name`);
  return (
    <Popover width={320} position="bottom-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size={24} c="var(--ink-dim)" aria-label={`${name}: ${t("measure.what")}`}>
          <IconHelp size={15} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text fw={600} fz="sm">
            {name}
          </Text>
          <Text fz="sm">{t(`measures.${measure}.text`)}</Text>
          <Text fz="xs" c="dimmed">
            {t("measure.formula")}: {t(`measures.${measure}.formula`)}
          </Text>
          {updated && (
            <Text fz="xs" c="dimmed">
              {t("measure.source")}: {updated}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
