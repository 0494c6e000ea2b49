import { useTranslation } from "react-i18next";
import type { WizardStep } from "@/ui/page/wizard-page";

const keys = ["file", "content", "columns", "check", "load"] as const;

/** The steps of an import. */
export function useImportSteps(): WizardStep[] {
  const { t } = useTranslation();
  return keys.map((key) => ({ key, title: t(`imports.step.${key}`), hint: t(`imports.stepHint.${key}`) }));
}
