import { Button, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { LeaveGuard } from "@/ui/leave-guard";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import { FormSkeleton } from "@/ui/skeletons";
import { useSubmit } from "@/ui/use-submit";
import { usePortfolioActions, usePortfolioSettings, type PortfolioSettings } from "./queries";

/** How the portfolio is computed: window, ABC cuts, schedule. */
export function PortfolioSettingsPage() {
  return (
    <Loaded query={usePortfolioSettings()} skeleton={<div style={{ padding: 28 }}><FormSkeleton /></div>}>
      {(settings) => <Form key={settings.version} settings={settings} />}
    </Loaded>
  );
}

const presets = [
  { value: "pareto", label: "20 / 80" },
  { value: "60_90", label: "10 – 40 – 50 % → 60 – 30 – 10 %" },
  { value: "65_90", label: "10 – 25 – 65 % → 65 – 25 – 10 %" },
];

function Form({ settings }: { settings: PortfolioSettings }) {
  const { t } = useTranslation();
  const actions = usePortfolioActions();
  const form = useForm({ initialValues: { window_months: settings.window_months, abc_preset: settings.abc_preset, schedule: settings.schedule } });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => actions.changeSettings(settings.version, values),
    () => {
      form.resetDirty();
      notice.done(t("state.saved"));
    },
  );
  return (
    <>
      <LeaveGuard dirty={form.isDirty()} />
      <EditorPage
        title={t("runs.settings.title")}
        lead={t("runs.settings.lead")}
        onSubmit={form.onSubmit(submit)}
        form={
          <Stack pb="md">
            <NumberInput label={t("runs.settings.window")} description={t("runs.settings.windowHint")} min={1} max={120} allowDecimal={false} {...form.getInputProps("window_months")} />
            <Select label={t("runs.settings.preset")} allowDeselect={false} data={presets} {...form.getInputProps("abc_preset")} />
            <TextInput label={t("runs.settings.schedule")} description={t("runs.settings.scheduleHint")} placeholder="0 3 * * *" {...form.getInputProps("schedule")} />
          </Stack>
        }
        bar={
          <Button type="submit" loading={busy} disabled={!form.isDirty()}>
            {t("action.save")}
          </Button>
        }
      />
    </>
  );
}
