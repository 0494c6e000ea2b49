import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/api";

type Cap = Schemas["CapFields"];

export const capEvents = ["proposition", "impression", "click", "acceptance", "redemption"] as const;
export const capPers = ["client", "total"] as const;
export const capResets = ["never", "hour", "day", "week", "month", "year"] as const;

type Props = { caps: readonly Cap[]; onChange: (caps: Cap[]) => void; errors?: Record<string, React.ReactNode> };

/** Capping rules as lines that read as sentences: at most so many of what, for whom, in which time. */
export function CapList({ caps, onChange, errors = {} }: Props) {
  const { t } = useTranslation();
  const put = (at: number, next: Partial<Cap> | null) => onChange(caps.flatMap((cap, index) => (index === at ? (next ? [{ ...cap, ...next }] : []) : [cap])));
  return (
    <Stack gap="xs">
      {caps.map((cap, at) => (
        <div key={at}>
          <Group gap={6} wrap="wrap" align="center">
            <Text fz="sm">{t("caps.atMost")}</Text>
            <NumberInput size="sm" w={76} min={1} allowDecimal={false} hideControls aria-label={t("caps.limit")} value={cap.limit} onChange={(next) => typeof next === "number" && put(at, { limit: next })} error={errors[`caps[${at}].limit`]} />
            <Select size="sm" w={150} allowDeselect={false} aria-label={t("caps.eventLabel")} value={cap.event} onChange={(next) => next && put(at, { event: next as Cap["event"] })} data={capEvents.map((one) => ({ value: one, label: t(`caps.event.${one}`) }))} />
            <Select size="sm" w={140} allowDeselect={false} aria-label={t("caps.perLabel")} value={cap.per} onChange={(next) => next && put(at, { per: next as Cap["per"] })} data={capPers.map((one) => ({ value: one, label: t(`caps.per.${one}`) }))} />
            <Select size="sm" w={160} allowDeselect={false} aria-label={t("caps.resetLabel")} value={cap.reset} onChange={(next) => next && put(at, { reset: next as Cap["reset"] })} data={capResets.map((one) => ({ value: one, label: t(`caps.reset.${one}`) }))} />
            <ActionIcon variant="subtle" color="gray" aria-label={t("caps.remove")} onClick={() => put(at, null)}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
          {errors[`caps[${at}]`] && (
            <Text fz="sm" c="var(--down)">
              {errors[`caps[${at}]`]}
            </Text>
          )}
        </div>
      ))}
      <Button w="fit-content" size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange([...caps, { event: "impression", limit: 3, per: "client", reset: "week" }])}>
        {t("caps.add")}
      </Button>
    </Stack>
  );
}
