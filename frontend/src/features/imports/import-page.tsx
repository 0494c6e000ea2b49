import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Crumb } from "@/ui/crumb";
import { Loaded } from "@/ui/loaded";
import { WizardPage } from "@/ui/page/wizard-page";
import { FormSkeleton } from "@/ui/skeletons";
import { CheckStep } from "./check-step";
import { ColumnsStep } from "./columns-step";
import { ContentStep } from "./content-step";
import { useImportSteps } from "./import-steps";
import { isBusy, useImport, usePresets, type Import, type ImportPreset } from "./queries";
import { ResultStep } from "./result-step";

const route = getRouteApi("/signed/imports/$id");

/** One import, at the step where it is. */
export function ImportPage() {
  const { id } = route.useParams();
  const one = useImport(id);
  const presets = usePresets();
  const both = { data: one.data && presets.data ? { one: one.data, presets: presets.data.items } : undefined, error: one.error ?? presets.error, refetch: () => Promise.all([one.refetch(), presets.refetch()]) };
  return (
    <Loaded query={both} skeleton={<div style={{ padding: 28 }}><FormSkeleton /></div>}>
      {({ one: current, presets: all }) => <Wizard key={current.id} one={current} presets={all} />}
    </Loaded>
  );
}

const ended = (one: Import) => one.state === "done" || one.state === "failed" || one.state === "cancelled";

function Wizard({ one, presets }: { one: Import; presets: readonly ImportPreset[] }) {
  const { t } = useTranslation();
  const steps = useImportSteps();
  const [wanted, setWanted] = useState<number | null>(null);
  const checked = one.state === "checked";
  const working = isBusy(one) || ended(one);
  const at = working ? (one.dry_run ? 3 : 4) : (wanted ?? (checked ? 3 : 1));
  const reached = working ? at : 3;
  return (
    <WizardPage
      title={one.file_name}
      crumb={<Crumb to="/imports">{t("imports.title")}</Crumb>}
      steps={steps}
      at={at}
      reached={reached}
      onStep={working ? undefined : (step) => step > 0 && setWanted(step)}
    >
      {working && <ResultStep one={one} />}
      {!working && at === 1 && <ContentStep key={one.version} one={one} presets={presets} onNext={() => setWanted(2)} />}
      {!working && at === 2 && <ColumnsStep key={one.version} one={one} presets={presets} onBack={() => setWanted(1)} onNext={() => setWanted(3)} />}
      {!working && at === 3 && <CheckStep one={one} onBack={() => setWanted(2)} />}
    </WizardPage>
  );
}
