import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useFormat } from "@/i18n/use-format";
import { toMajor, toMinor } from "@/lib/format";

type Bound = { value?: number | null; onChange?: (value: number | string) => void };
type Props = Omit<NumberInputProps, "value" | "onChange"> & Bound;

/** A share of 0 to 1, written as a percentage. */
export function ShareInput({ value, onChange, max = 100, ...rest }: Props) {
  const { language } = useFormat();
  return (
    <NumberInput
      {...rest}
      min={0}
      max={max}
      step={1}
      decimalScale={2}
      decimalSeparator={language === "fr" ? "," : "."}
      suffix={language === "fr" ? " %" : "%"}
      value={typeof value === "number" ? Number((value * 100).toFixed(2)) : ""}
      onChange={(typed) => onChange?.(typed === "" ? "" : Number((Number(typed) / 100).toFixed(6)))}
    />
  );
}

/** A percentage that the API writes as 0 to 100. */
export function PercentInput({ value, onChange, ...rest }: Props) {
  const { language } = useFormat();
  return <NumberInput min={0} max={100} step={1} decimalScale={2} decimalSeparator={language === "fr" ? "," : "."} suffix={language === "fr" ? " %" : "%"} {...rest} value={value ?? ""} onChange={onChange} />;
}

/** A factor that a figure is multiplied by. */
export function FactorInput({ value, onChange, ...rest }: Props) {
  const { language } = useFormat();
  return <NumberInput step={0.05} decimalScale={3} decimalSeparator={language === "fr" ? "," : "."} {...rest} value={value ?? ""} onChange={onChange} />;
}

/** Whole months, days or purchases. */
export function WholeInput({ value, onChange, ...rest }: Props) {
  return <NumberInput allowDecimal={false} {...rest} value={value ?? ""} onChange={onChange} />;
}

/** An amount of the reporting currency, kept in minor units. */
export function AmountInput({ value, onChange, ...rest }: Props) {
  const { currency, language } = useFormat();
  return (
    <NumberInput
      {...rest}
      min={0}
      decimalScale={currency.exponent}
      fixedDecimalScale
      decimalSeparator={language === "fr" ? "," : "."}
      thousandSeparator={language === "fr" ? " " : ","}
      suffix={` ${currency.code}`}
      value={typeof value === "number" ? toMajor(value, currency) : ""}
      onChange={(typed) => onChange?.(typed === "" ? "" : toMinor(Number(typed), currency))}
    />
  );
}
