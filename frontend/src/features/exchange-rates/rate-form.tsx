import { NumberInput, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { DayInput } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useExchangeRateActions, type ExchangeRate } from "./queries";

type Props = { opened: boolean; rate?: ExchangeRate; onClose: () => void };

/** Sets what another currency is worth from a day on. */
export function RateForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t("exchangeRates.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ rate, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useExchangeRateActions();
  const own = format.currency.code;
  const form = useForm({
    initialValues: { currency: rate?.currency ?? "", from_day: (rate?.from_day ?? dayjs().format("YYYY-MM-DD")) as string | null, rate: (rate?.rate ?? "") as number | string },
    validate: {
      currency: (value) => (!/^[A-Za-z]{3}$/.test(value.trim()) ? t("exchangeRates.code") : value.trim().toUpperCase() === own ? t("exchangeRates.own") : null),
      from_day: (value) => (value ? null : t("error.required")),
      rate: (value) => (Number(value) > 0 ? null : t("error.required")),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => actions.put({ currency: values.currency.trim().toUpperCase(), from_day: values.from_day ?? "", rate: String(values.rate) }),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("exchangeRates.add")}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("exchangeRates.field.currency")} maxLength={3} disabled={Boolean(rate)} data-autofocus={!rate || undefined} {...form.getInputProps("currency")} />
        <DayInput label={t("exchangeRates.field.from")} disabled={Boolean(rate)} {...form.getInputProps("from_day")} />
      </SimpleGrid>
      <NumberInput
        label={t("exchangeRates.field.rate", { currency: own })}
        description={t("exchangeRates.hint", { from: form.values.currency.toUpperCase() || "…", to: own })}
        decimalSeparator={format.language === "fr" ? "," : "."}
        decimalScale={6}
        min={0}
        hideControls
        data-autofocus={Boolean(rate) || undefined}
        {...form.getInputProps("rate")}
      />
      <Text fz="sm" c="dimmed">
        {t("exchangeRates.stored")}
      </Text>
    </FormBody>
  );
}
