import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import classes from "./campaigns.module.css";
import { useAudience, type Audience, type Campaign } from "./queries";

const steps = [
  { key: "in_segments", minus: false },
  { key: "excluded", minus: true },
  { key: "inactive", minus: true },
  { key: "no_consent", minus: true },
  { key: "no_address", minus: true },
  { key: "suppressed", minus: true },
  { key: "duplicates", minus: true },
  { key: "eligible", minus: false },
  { key: "control", minus: true },
  { key: "no_offer", minus: true },
  { key: "treated", minus: false },
] as const;

/** From the segments to the messages: who is left out, and why. */
export function AudienceCard({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useAudience(campaign)} skeleton={<PlotSkeleton height={290} />} compact>
      {(audience) => (
        <Section title={t("campaigns.funnel")}>
          <Funnel audience={audience} />
        </Section>
      )}
    </Loaded>
  );
}

function Funnel({ audience }: { audience: Audience }) {
  const { t } = useTranslation();
  const format = useFormat();
  const whole = Math.max(1, audience.in_segments);
  return (
    <ul className={classes.funnel}>
      {steps
        .filter((step) => !step.minus || audience[step.key] > 0)
        .map((step) => (
          <li key={step.key} className={`${classes.step} ${step.minus ? classes.minus : ""} ${step.key === "treated" ? classes.total : ""}`}>
            <span>{t(`campaigns.count.${step.key}`)}</span>
            <b>
              {step.minus ? "− " : ""}
              {format.number(audience[step.key])}
            </b>
            <div className={classes.track} aria-hidden>
              <div className={classes.fill} style={{ width: `${(100 * audience[step.key]) / whole}%` }} />
            </div>
          </li>
        ))}
    </ul>
  );
}
