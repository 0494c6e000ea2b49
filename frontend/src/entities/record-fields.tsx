import { NumberInput, Select, type NumberInputProps, type SelectProps } from "@mantine/core";
import { DateInput, type DateInputProps } from "@mantine/dates";
import { useTranslation } from "react-i18next";
import { api } from "@/api/api";
import { useFormat } from "@/i18n/use-format";
import { currencyOf } from "@/lib/currency";

type Offered = { id: string; name: string; state: "active" | "archived" };

/** What a select offers: what is archived is no longer chosen, but stays where it stands already. */
export function choicesOf(all: readonly Offered[], chosen: string | null | undefined) {
  return all.filter((one) => one.state === "active" || one.id === chosen).map((one) => ({ value: one.id, label: one.name }));
}

/** Categories and divisions to choose from. */
export function CategorySelect(props: Omit<SelectProps, "data">) {
  const categories = api.useQuery("get", "/categories", { params: { query: { limit: 200 } } }, { staleTime: 60_000 }).data?.items ?? [];
  return <Select searchable clearable data={choicesOf(categories, props.value)} {...props} />;
}

export function DivisionChoice(props: Omit<SelectProps, "data">) {
  const divisions = api.useQuery("get", "/divisions", {}, { staleTime: 60_000 }).data?.items ?? [];
  const choices = choicesOf(divisions, props.value);
  if (choices.length === 0) return null;
  return <Select clearable data={choices} {...props} />;
}

/** An amount in major units of a currency, the organisation's unless another is given. */
export function AmountInput({ currency, ...props }: NumberInputProps & { currency?: string }) {
  const format = useFormat();
  const { code, exponent } = currencyOf(currency, format.currency);
  return <NumberInput decimalSeparator={format.language === "fr" ? "," : "."} thousandSeparator={format.language === "fr" ? " " : ","} decimalScale={exponent} min={0} hideControls suffix={` ${code}`} {...props} />;
}

/** A calendar day. */
export function DayInput(props: DateInputProps) {
  const { t } = useTranslation();
  return <DateInput valueFormat="D MMM YYYY" clearButtonProps={{ "aria-label": t("action.clear") }} {...props} />;
}
