import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { currencyOf } from "@/lib/currency";
import { Facts } from "@/ui/facts";
import { useAct } from "@/ui/use-submit";
import { useReceivableActions, type Receivable } from "./queries";
import { ReceivableForm } from "./receivable-form";
import { ReceivableState } from "./receivable-state";

/** One amount owed beside the list, with what may be done to it. */
export function ReceivablePreview({ one }: { one: Receivable }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (minor: number) => format.money(minor, "exact", currencyOf(one.currency, format.currency));
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {money(one.amount_minor)}
      </Title>
      <div>
        <ReceivableState one={one} />
      </div>
      <Facts
        facts={[
          { label: t("records.client"), value: <ClientLink id={one.client_id} name={one.client_name} /> },
          { label: t("receivables.field.open"), value: money(one.open_minor) },
          { label: t("receivables.field.issued"), value: format.day(one.issued_day) },
          { label: t("receivables.field.due"), value: format.day(one.due_day) },
          { label: t("receivables.field.settled"), value: format.day(one.settled_day) },
          {
            label: t("receivables.field.order"),
            value: one.order_id ? (
              <RecordLink to="/orders/$id" params={{ id: one.order_id }} fz="inherit">
                {one.order_reference}
              </RecordLink>
            ) : (
              "–"
            ),
          },
          { label: t("records.reference"), value: one.reference ?? "–" },
        ]}
      />
      {one.note && <Text fz="sm">{one.note}</Text>}
      <Actions one={one} />
    </Stack>
  );
}

function Actions({ one }: { one: Receivable }) {
  const { t } = useTranslation();
  const canSell = useCan("sell");
  const actions = useReceivableActions();
  const { act, busy } = useAct();
  const [changing, setChanging] = useState(false);
  if (!canSell) return null;
  const move = (state: Receivable["state"]) => void act(() => actions.move(one, state), t(`receivables.done.${state}`), one.open_minor === one.amount_minor || one.state !== "open" ? () => actions.move(one, one.state) : undefined);
  return (
    <Group gap="xs">
      {one.state === "open" ? (
        <>
          <Button size="xs" loading={busy} onClick={() => move("settled")}>
            {t("receivables.settle")}
          </Button>
          <Button size="xs" variant="default" loading={busy} onClick={() => move("written_off")}>
            {t("receivables.writeOff")}
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" loading={busy} onClick={() => move("open")}>
          {t("receivables.reopen")}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setChanging(true)}>
        {t("action.change")}
      </Button>
      <ReceivableForm opened={changing} onClose={() => setChanging(false)} receivable={one} />
    </Group>
  );
}
