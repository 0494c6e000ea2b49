import { rfmFamily, type AbcClass, type LifeStage, type Quadrant, type Relationship, type Trend } from "../theme/tokens";
import type { Look } from "./use-look";

/** The classifications whose classes have a name and a colour of their own. */
export type ClassMeasure = "abc" | "rfm_group" | "quadrant" | "relationship" | "life_stage" | "trend";

type Named = { label: string; color: string };

/** Name and colour of a class; a class that is not known keeps its own name and is grey. */
export function classLook({ t, palette }: Look, measure: ClassMeasure, name: string): Named {
  if (name === "absent") return { label: t("classes.absent"), color: palette.absent };
  if (name === "none" && measure !== "abc") return { label: t("classes.none"), color: palette.absent };
  const own = (words: Record<string, string>, colors: Record<string, string>): Named => ({ label: words[name] ?? name, color: colors[name] ?? palette.absent });
  switch (measure) {
    case "abc":
      return own({ A: t("abc.short.A"), B: t("abc.short.B"), C: t("abc.short.C"), none: t("abc.short.none") } satisfies Record<AbcClass, string>, palette.abc);
    case "rfm_group": {
      const family = rfmFamily[name];
      const words: Record<string, string> = t("rfm", { returnObjects: true }) as unknown as Record<string, string>;
      return { label: family ? (words[name] ?? name) : name, color: family ? palette.rfm[family] : palette.absent };
    }
    case "quadrant":
      return own(t("classes.quadrant", { returnObjects: true }) satisfies Record<Quadrant, string>, palette.quadrant);
    case "relationship":
      return own(t("classes.relationship", { returnObjects: true }) satisfies Record<Relationship, string>, palette.relationship);
    case "life_stage":
      return own(t("classes.life_stage", { returnObjects: true }) satisfies Record<LifeStage, string>, palette.stage);
    case "trend":
      return own(t("classes.trend", { returnObjects: true }) satisfies Record<Trend, string>, palette.trend);
  }
}

/** The classes of a measure that are always the same, best first. */
export const classOrder: Partial<Record<ClassMeasure, readonly string[]>> = {
  abc: ["A", "B", "C", "none"],
  quadrant: ["desirable", "mature", "underdeveloped", "unverified", "low_priority"] satisfies Quadrant[],
  relationship: ["loyal", "potential", "doubtful", "prospect"] satisfies Relationship[],
  life_stage: ["fresh", "approaching", "due", "late", "lapsed"] satisfies LifeStage[],
  trend: ["growing", "stable", "declining", "unknown"] satisfies Trend[],
};
