import { Select, SimpleGrid, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { AmountInput, CategorySelect, DayInput, DivisionChoice } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { currencyOf, minorOf, typedAmount } from "@/lib/currency";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { usePeriod } from "./period";
import { useSubscriptionActions, type Subscription } from "./queries";

type Props = { opened: boolean; onClose: () => void; subscription?: Subscription; clientId?: string };

const periods = [1, 2, 3, 6, 12, 24, 36, 48, 60];

/** Adds a contract that renews, or changes one. */
export function SubscriptionForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t(props.subscription ? "subscriptions.change" : "subscriptions.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ subscription, clientId, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const period = usePeriod();
  const actions = useSubscriptionActions();
  const currency = currencyOf(subscription?.currency, format.currency);
  const form = useForm({
    initialValues: {
      client_id: subscription?.client_id ?? clientId ?? "",
      category_id: subscription?.category_id ?? (null as string | null),
      division_id: subscription?.division_id ?? (null as string | null),
      amount: typedAmount(subscription?.amount_minor, currency) as number | string,
      cost: typedAmount(subscription?.cost_minor, currency) as number | string,
      period_months: String(subscription?.period_months ?? 12),
      start_day: (subscription?.start_day ?? dayjs().format("YYYY-MM-DD")) as string | null,
      note: subscription?.note ?? "",
    },
    validate: {
      client_id: (value) => (value ? null : t("error.required")),
      amount: (value) => (value === "" ? t("error.required") : null),
      start_day: (value) => (value ? null : t("error.required")),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ client_id, amount, cost, period_months, ...values }: typeof form.values) => {
      const body = {
        category_id: values.category_id ?? undefined,
        division_id: values.division_id ?? undefined,
        amount_minor: minorOf(amount, currency),
        cost_minor: minorOf(cost, currency),
        period_months: Number(period_months),
        start_day: values.start_day ?? undefined,
        note: values.note,
      };
      if (!subscription) return actions.create({ ...body, client_id });
      return actions.change(subscription, { ...body, product_id: subscription.product_id ?? undefined, end_day: subscription.end_day ?? undefined, end_reason: subscription.end_reason });
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={subscription ? t("action.save") : t("subscriptions.add")}>
      <ClientPicker label={t("records.client")} disabled={Boolean(subscription)} value={form.values.client_id || null} onChange={(id) => form.setFieldValue("client_id", id ?? "")} error={form.errors.client_id} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <CategorySelect label={t("records.category")} {...form.getInputProps("category_id")} />
        <DivisionChoice label={t("records.division")} {...form.getInputProps("division_id")} />
        <AmountInput label={t("subscriptions.field.amount")} currency={currency.code} {...form.getInputProps("amount")} />
        <AmountInput label={t("subscriptions.field.cost")} placeholder={t("state.optional")} currency={currency.code} {...form.getInputProps("cost")} />
        <Select label={t("subscriptions.field.period")} allowDeselect={false} data={[...new Set([...periods, Number(form.values.period_months)])].map((months) => ({ value: String(months), label: period(months) }))} {...form.getInputProps("period_months")} />
        <DayInput label={t("subscriptions.field.start")} {...form.getInputProps("start_day")} />
      </SimpleGrid>
      <Textarea label={t("records.note")} maxLength={1000} {...form.getInputProps("note")} />
    </FormBody>
  );
}
