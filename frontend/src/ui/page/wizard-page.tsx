import { Stepper } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { PageHead } from "./page-head";

export type WizardStep = { key: string; title: string; hint?: string };

type Props = {
  title: string;
  crumb?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  steps: readonly WizardStep[];
  at: number;
  /** Steps up to this one may be opened again. */
  reached?: number;
  onStep?: (at: number) => void;
  children: ReactNode;
  bar?: ReactNode;
};

/** A wizard: its steps, what each will do, and the way back. */
export function WizardPage({ title, crumb, lead, actions, steps, at, reached = at, onStep, children, bar }: Props) {
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  return (
    <div className={classes.page}>
      <PageHead title={title} before={crumb} lead={lead} actions={actions} />
      <Stepper active={at} onStepClick={onStep} size={narrow ? "xs" : "sm"} iconSize={narrow ? 26 : 32}>
        {steps.map((step, index) => (
          <Stepper.Step
            key={step.key}
            label={narrow && index !== at ? undefined : step.title}
            description={narrow ? undefined : step.hint}
            allowStepSelect={index <= reached && index !== at && Boolean(onStep)}
            aria-label={step.title}
          />
        ))}
      </Stepper>
      <div className="card" style={{ padding: 16 }}>
        {children}
        {bar && <div className={classes.bar} style={{ marginTop: 16 }}>{bar}</div>}
      </div>
    </div>
  );
}
