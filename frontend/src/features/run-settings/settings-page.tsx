import { Accordion, Alert, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { differs, groupOf, settingGroups, useSettingsFacts, type SettingGroup } from "@/entities/settings-facts";
import { StartRun } from "@/entities/start-run";
import { LeaveGuard } from "@/ui/leave-guard";
import { Loaded } from "@/ui/loaded";
import { EditorPage } from "@/ui/page/editor-page";
import { FormSkeleton } from "@/ui/skeletons";
import { useSubmit } from "@/ui/use-submit";
import { LifetimeSection, MatrixSection, RfmSection, RunningSection, TiersSection, ValueSection, type SectionProps } from "./class-sections";
import { useSettings, useSettingsActions, type Kept, type Settings } from "./queries";
import { DependenceSection, RelationshipSection, RetentionSection, TrendSection } from "./rule-sections";
import { toSend, useSettingsForm, type SettingsForm } from "./settings-form";
import { WhatIf } from "./what-if";

/** Every cut-off of the run, with a preview of what it would change. */
export function PortfolioSettingsPage() {
  return (
    <Loaded query={useSettings()} skeleton={<div style={{ padding: 28 }}><FormSkeleton /></div>}>
      {(kept) => <Editor kept={kept} />}
    </Loaded>
  );
}

function Editor({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const actions = useSettingsActions();
  const [{ settings, etag }, setBase] = useState(kept);
  const [saved, setSaved] = useState(false);
  const form = useSettingsForm(settings);
  const [open, setOpen] = useState<string[]>(["value"]);
  const showFaults = (faults: Record<string, unknown>) => setOpen((before) => [...new Set([...before, ...Object.keys(faults).flatMap((path) => groupOf(path) ?? [])])]);
  const setFaults = (faults: Record<string, string>) => {
    form.setErrors(faults);
    showFaults(faults);
  };
  const { submit, busy } = useSubmit(
    { setErrors: setFaults },
    (values: Settings) => actions.change(etag, toSend(values, settings)),
    (next) => {
      form.setInitialValues(next.settings);
      form.setValues(next.settings);
      setBase(next);
      setSaved(true);
    },
  );
  const dirty = settingGroups.some((group) => differs(group, form.values, settings));
  const ready = () => {
    const { hasErrors, errors } = form.validate();
    if (hasErrors) showFaults(errors);
    return !hasErrors;
  };
  return (
    <>
      <LeaveGuard dirty={dirty} />
      <EditorPage
        title={t("runSettings.title")}
        lead={t("runSettings.lead")}
        onSubmit={form.onSubmit(submit, showFaults)}
        form={<Sections form={form} settings={settings} open={open} onOpen={setOpen} />}
        bar={
          <>
            {dirty && (
              <Button variant="default" onClick={() => form.reset()}>
                {t("runSettings.back")}
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={!dirty}>
              {t("action.save")}
            </Button>
          </>
        }
        live={
          <Stack gap="md">
            {saved && !dirty && <Saved />}
            <WhatIf settings={toSend(form.values, settings)} ready={ready} onFault={setFaults} />
          </Stack>
        }
      />
    </>
  );
}

function Saved() {
  const { t } = useTranslation();
  return (
    <Alert color="petrol" title={t("runSettings.saved.title")}>
      <Stack gap="sm" align="flex-start">
        <span>{t("runSettings.saved.body")}</span>
        <StartRun />
      </Stack>
    </Alert>
  );
}

const sections: Record<SettingGroup, ComponentType<SectionProps>> = {
  value: ValueSection,
  rfm: RfmSection,
  lifetime: LifetimeSection,
  matrix: MatrixSection,
  trend: TrendSection,
  relationship: RelationshipSection,
  retention: RetentionSection,
  dependence: DependenceSection,
  tiers: TiersSection,
  running: RunningSection,
};

/** Groups whose values say enough without their names. */
const telling: readonly SettingGroup[] = ["value", "rfm", "lifetime", "tiers", "running"];

type SectionsProps = { form: SettingsForm; settings: Settings; open: string[]; onOpen: (open: string[]) => void };

function Sections({ form, settings, open, onOpen }: SectionsProps) {
  const { t } = useTranslation();
  const facts = useSettingsFacts()(form.values);
  return (
    <Accordion multiple value={open} onChange={onOpen} order={2} mb="md">
      {settingGroups.map((group) => {
        const Fields = sections[group];
        const shut = !open.includes(group);
        return (
          <Accordion.Item key={group} value={group}>
            <Accordion.Control>
              <Group gap="xs">
                <Text fw={600}>{t(`runSettings.group.${group}.title`)}</Text>
                {differs(group, form.values, settings) && (
                  <Badge size="sm" variant="light" color="saffron">
                    {t("runSettings.changed")}
                  </Badge>
                )}
              </Group>
              <Text fz="sm" c="dimmed">
                {shut && telling.includes(group) ? facts[group].slice(0, 3).map((fact) => fact.value).join(" · ") : t(`runSettings.group.${group}.help`)}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Fields form={form} saved={settings} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}
