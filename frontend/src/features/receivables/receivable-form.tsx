import { SimpleGrid, TextInput, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { AmountInput, DayInput } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { currencyOf, minorOf, typedAmount } from "@/lib/currency";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useReceivableActions, type Receivable } from "./queries";

type Props = { opened: boolean; onClose: () => void; receivable?: Receivable; clientId?: string };

/** Adds an amount that a client owes, or changes one. */
export function ReceivableForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t(props.receivable ? "receivables.change" : "receivables.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ receivable, clientId, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useReceivableActions();
  const currency = currencyOf(receivable?.currency, format.currency);
  const form = useForm({
    initialValues: {
      client_id: receivable?.client_id ?? clientId ?? "",
      amount_minor: typedAmount(receivable?.amount_minor, currency) as number | string,
      open_minor: typedAmount(receivable?.open_minor, currency) as number | string,
      issued_day: receivable?.issued_day ?? dayjs().format("YYYY-MM-DD"),
      due_day: (receivable?.due_day ?? dayjs().add(30, "day").format("YYYY-MM-DD")) as string | null,
      reference: receivable?.reference ?? "",
      note: receivable?.note ?? "",
    },
    validate: {
      client_id: (value) => (value ? null : t("error.required")),
      amount_minor: (value) => (Number(value) > 0 ? null : t("error.required")),
      open_minor: (value, all) => (receivable && Number(value) > Number(all.amount_minor) ? t("receivables.atMost") : null),
      due_day: (value, all) => (!value ? t("error.required") : value < all.issued_day ? t("receivables.afterIssue") : null),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ client_id, reference, due_day, ...values }: typeof form.values) => {
      const body = { amount_minor: minorOf(values.amount_minor, currency), issued_day: values.issued_day, due_day: due_day ?? undefined, note: values.note };
      if (!receivable) return actions.create({ ...body, client_id, reference: reference.trim() || undefined });
      return actions.change(receivable, { ...body, order_id: receivable.order_id ?? undefined, open_minor: receivable.state === "open" ? minorOf(values.open_minor, currency) : undefined });
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={receivable ? t("action.save") : t("receivables.add")}>
      <ClientPicker label={t("records.client")} disabled={Boolean(receivable)} value={form.values.client_id || null} onChange={(id) => form.setFieldValue("client_id", id ?? "")} error={form.errors.client_id} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <AmountInput label={t("receivables.field.amount")} currency={currency.code} {...form.getInputProps("amount_minor")} />
        {receivable?.state === "open" ? (
          <AmountInput label={t("receivables.field.open")} description={t("receivables.openHint")} inputWrapperOrder={["label", "input", "description", "error"]} currency={currency.code} {...form.getInputProps("open_minor")} />
        ) : (
          <TextInput label={t("records.reference")} disabled={Boolean(receivable)} {...form.getInputProps("reference")} />
        )}
        <DayInput label={t("receivables.field.issued")} {...form.getInputProps("issued_day")} />
        <DayInput label={t("receivables.field.due")} {...form.getInputProps("due_day")} />
      </SimpleGrid>
      <Textarea label={t("records.note")} maxLength={1000} {...form.getInputProps("note")} />
    </FormBody>
  );
}
