import { useFormat } from "@/i18n/use-format";
import type { MoneyStyle } from "@/lib/format";

/** An amount in minor units; the exact amount shows on hover when it is shortened. */
export function Money({ minor, style = "exact" }: { minor: number | null | undefined; style?: MoneyStyle }) {
  const format = useFormat();
  return (
    <span className="tabular" title={style === "exact" ? undefined : format.money(minor)}>
      {format.money(minor, style)}
    </span>
  );
}
