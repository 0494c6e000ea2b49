import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useSubmit } from "@/ui/use-submit";
import { useClientActions, useClientConsents, type ConsentFields } from "./queries";

/** What the client agreed to, per channel and purpose, with every proof ever recorded. */
export function ClientConsents({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canSell = useCan("sell");
  const [adding, setAdding] = useState(false);
  return (
    <Loaded query={useClientConsents(id)} skeleton={<PlotSkeleton height={200} />}>
      {(consents) => (
        <Stack gap="md">
          <Section
            title={t("consents.current")}
            hint={t("consents.hint")}
            actions={
              canSell && (
                <Button size="xs" variant="default" onClick={() => setAdding(true)}>
                  {t("consents.record")}
                </Button>
              )
            }
          >
            {consents.current.length === 0 ? (
              <EmptyState compact title={t("consents.none")} body={t("consents.noneBody")} />
            ) : (
              <Group gap="xs">
                {consents.current.map((one) => (
                  <StateBadge key={`${one.channel}${one.purpose}`} tone={one.state === "granted" ? "good" : "bad"}>
                    {`${t(`channel.${one.channel as "email"}`, { defaultValue: one.channel })} · ${t(`consents.purpose.${one.purpose as "marketing"}`, { defaultValue: one.purpose })} · ${t(`consents.state.${one.state as "granted"}`, { defaultValue: one.state })}`}
                  </StateBadge>
                ))}
              </Group>
            )}
          </Section>
          {consents.items.length > 0 && (
            <Section title={t("consents.history")}>
              <SimpleTable
                label={t("consents.history")}
                rows={consents.items}
                rowId={(row) => row.id}
                columns={[
                  { key: "at", title: t("consents.at"), cell: (row) => format.instant(row.at) },
                  { key: "channel", title: t("consents.channel"), cell: (row) => t(`channel.${row.channel as "email"}`, { defaultValue: row.channel }) },
                  { key: "state", title: t("consents.decision"), cell: (row) => t(`consents.state.${row.state as "granted"}`, { defaultValue: row.state }) },
                  { key: "source", title: t("consents.source"), cell: (row) => row.source },
                  { key: "wording", title: t("consents.wording"), cell: (row) => row.wording },
                  { key: "proof", title: t("consents.proof"), cell: (row) => row.proof },
                ]}
              />
            </Section>
          )}
          <Modal opened={adding} onClose={() => setAdding(false)} title={t("consents.record")} closeButtonProps={{ "aria-label": t("action.close") }}>
            <ConsentForm id={id} onClose={() => setAdding(false)} />
          </Modal>
        </Stack>
      )}
    </Loaded>
  );
}

const channels = ["email", "sms", "phone", "mail"] as const;

function ConsentForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useClientActions();
  const form = useForm({
    initialValues: { channel: "email", purpose: "marketing", state: "granted", source: "", wording: "", proof: "" },
    validate: { proof: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => actions.recordConsent(id, values as ConsentFields),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t("consents.formLead")}
        </Text>
        <SegmentedControl
          aria-label={t("consents.decision")}
          data={(["granted", "withdrawn"] as const).map((value) => ({ value, label: t(`consents.state.${value}`) }))}
          {...form.getInputProps("state")}
        />
        <Select label={t("consents.channel")} allowDeselect={false} data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} {...form.getInputProps("channel")} />
        <Textarea label={t("consents.wording")} description={t("consents.wordingHint")} minRows={2} {...form.getInputProps("wording")} />
        <Textarea label={t("consents.proof")} description={t("consents.proofHint")} minRows={2} {...form.getInputProps("proof")} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {t("consents.record")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
