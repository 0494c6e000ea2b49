import { Tooltip } from "@mantine/core";
import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import classes from "./figure.module.css";
import { MeasureHelp, type Measure } from "./measure-help";
import { Sparkline } from "./sparkline";

type Props = {
  label: string;
  value: ReactNode;
  /** Shown on hover when the value is shortened. */
  exact?: string;
  measure?: Measure;
  updated?: string;
  /** Change against `base`, as a share; null when there is nothing to compare with. */
  change?: number | null;
  base?: string;
  /** A rise is bad news (clients lost, cases open). */
  riseIsBad?: boolean;
  trend?: readonly number[];
  foot?: ReactNode;
  small?: boolean;
};

/** One figure: its name and definition, its value, its change and against what. */
export function Figure({ label, value, exact, measure, updated, change, base, riseIsBad, trend, foot, small }: Props) {
  const shown = <div className={classes.value}>{value}</div>;
  return (
    <div className={`${classes.figure} ${small ? classes.small : ""}`}>
      <div className={classes.head}>
        <span>{label}</span>
        {measure && <MeasureHelp measure={measure} updated={updated} />}
      </div>
      <div className={classes.row}>
        {exact ? <Tooltip label={exact}>{shown}</Tooltip> : shown}
        {trend && trend.length > 1 && <Sparkline values={trend} label={label} />}
      </div>
      {change !== undefined && <Change share={change} base={base ?? ""} riseIsBad={riseIsBad} />}
      {foot && <div className={classes.foot}>{foot}</div>}
    </div>
  );
}

function Change({ share, base, riseIsBad }: { share: number | null; base: string; riseIsBad?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (share === null) return <div className={classes.foot}>{t("measure.noBase")}</div>;
  if (Math.abs(share) < 0.0005) return <div className={classes.foot}>{t("measure.noChange", { base })}</div>;
  const good = share > 0 !== Boolean(riseIsBad);
  const Arrow = share > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <div className={classes.foot}>
      <span className={good ? classes.up : classes.down}>
        <Arrow size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {format.change(share)}
      </span>{" "}
      {t("measure.against", { base })}
    </div>
  );
}

/** Figures side by side in one card. */
export function FigureStrip({ children }: { children: ReactNode }) {
  return <div className={`card ${classes.strip}`}>{children}</div>;
}
