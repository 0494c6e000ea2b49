import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { currencyOf } from "@/lib/currency";
import { Facts } from "@/ui/facts";
import { EndForm } from "./end-form";
import { usePeriod } from "./period";
import type { Subscription } from "./queries";
import { SubscriptionForm } from "./subscription-form";

/** One contract beside the list, with what may be done to it. */
export function SubscriptionPreview({ one }: { one: Subscription }) {
  const { t } = useTranslation();
  const format = useFormat();
  const period = usePeriod();
  const canSell = useCan("sell");
  const [opened, setOpened] = useState<"change" | "end" | null>(null);
  const close = () => setOpened(null);
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {one.product_name || one.category_name || t("subscriptions.contract")}
      </Title>
      <div>
        <StateBadge tone={one.state === "active" ? "good" : "plain"}>{t(`subscriptions.state.${one.state}`)}</StateBadge>
      </div>
      <Facts
        facts={[
          { label: t("records.client"), value: <ClientLink id={one.client_id} name={one.client_name} /> },
          { label: t("subscriptions.field.amount"), value: `${format.money(one.amount_minor, "exact", currencyOf(one.currency, format.currency))}, ${period(one.period_months)}` },
          { label: t("subscriptions.field.margin"), value: format.money(one.margin_minor) },
          { label: t("records.division"), value: one.division_name || "–" },
          { label: t("subscriptions.field.start"), value: format.day(one.start_day) },
          { label: t("subscriptions.field.renewals"), value: format.number(one.renewals) },
          { label: t("subscriptions.field.next"), value: format.day(one.next_renewal_day) },
          { label: t("subscriptions.field.end"), value: format.day(one.end_day) },
          { label: t("subscriptions.field.endReason"), value: one.end_reason || "–" },
        ]}
      />
      {one.note && <Text fz="sm">{one.note}</Text>}
      {canSell && (
        <Group gap="xs">
          {one.state === "active" && (
            <Button size="xs" onClick={() => setOpened("end")}>
              {t("subscriptions.end")}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setOpened("change")}>
            {t("action.change")}
          </Button>
          <SubscriptionForm opened={opened === "change"} onClose={close} subscription={one} />
          <EndForm opened={opened === "end"} onClose={close} subscription={one} />
        </Group>
      )}
    </Stack>
  );
}
