import { useTranslation } from "react-i18next";
import { rfmFamily } from "@/ui/theme/tokens";
import { classLook, type ClassMeasure } from "@/ui/chart/class-look";
import { useLook } from "@/ui/chart/use-look";
import { usePalette } from "@/ui/chart/use-palette";
import classes from "./badge.module.css";

/** The ABC class of a client: letter and shade of one hue. */
export function AbcBadge({ abc }: { abc: string | null | undefined }) {
  const { t } = useTranslation();
  if (!abc || abc === "none") return <span className={classes.none}>–</span>;
  return (
    <span className={`${classes.abc} ${classes[`abc${abc}`] ?? ""}`} title={t(`abc.${abc === "A" ? "A" : abc === "B" ? "B" : "C"}`)}>
      {abc}
    </span>
  );
}

/** The RFM group of a client: its name, with the colour of its family. */
export function RfmBadge({ group }: { group: string | null | undefined }) {
  const { t } = useTranslation();
  const palette = usePalette();
  if (!group || group === "none") return <span className={classes.none}>–</span>;
  const family = rfmFamily[group];
  return (
    <span className={classes.rfm}>
      <i style={{ background: family ? palette.rfm[family] : palette.neutral }} />
      {t(`rfm.${group as "champions"}`, { defaultValue: group })}
    </span>
  );
}

/** R, F and M scores from 1 to 5. */
export function RfmScores({ r, f, m }: { r: number; f: number; m: number }) {
  if (!r) return <span className={classes.none}>–</span>;
  return (
    <span className="tabular">
      {r}·{f}·{m}
    </span>
  );
}

/** A class of a client with the colour it has everywhere. */
export function ClassBadge({ measure, name }: { measure: ClassMeasure; name: string | null | undefined }) {
  const look = useLook();
  if (!name) return <span className={classes.none}>–</span>;
  const one = classLook(look, measure, name);
  return (
    <span className={classes.rfm}>
      <i style={{ background: one.color }} />
      {one.label}
    </span>
  );
}
