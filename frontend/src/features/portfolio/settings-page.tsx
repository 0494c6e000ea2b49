import { Button, NumberInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
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
      {({ settings, etag }) => <Form key={etag} settings={settings} etag={etag} />}
    </Loaded>
  );
}

function Form({ settings, etag }: { settings: PortfolioSettings; etag: string }) {
  const { t } = useTranslation();
  const actions = usePortfolioActions();
  const form = useForm<PortfolioSettings>({ initialValues: settings });
  const { submit, busy } = useSubmit(
    form,
    (values: PortfolioSettings) => actions.changeSettings(etag, { ...values, abc_cuts: values.abc_preset === "own" ? values.abc_cuts : settings.abc_cuts }),
    () => {
      form.resetDirty();
      notice.done(t("state.saved"));
    },
  );
  const presets = [
    { value: "pareto", label: t("runs.settings.pareto") },
    { value: "60_90", label: t("runs.settings.cuts6090") },
    { value: "65_90", label: t("runs.settings.cuts6590") },
    ...(settings.abc_preset === "own" ? [{ value: "own", label: settings.abc_cuts.join(" / ") }] : []),
  ];
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
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <Select
                label={t("runs.settings.value")}
                allowDeselect={false}
                data={[
                  { value: "revenue", label: t("plots.revenue") },
                  { value: "margin", label: t("plots.margin") },
                ]}
                {...form.getInputProps("abc_value")}
              />
              <Select
                label={t("runs.settings.monetary")}
                allowDeselect={false}
                data={[
                  { value: "sum", label: t("runs.settings.sum") },
                  { value: "mean", label: t("runs.settings.mean") },
                ]}
                {...form.getInputProps("monetary")}
              />
              <Select
                label={t("runs.settings.schedule")}
                allowDeselect={false}
                data={(["off", "day", "week", "month"] as const).map((value) => ({ value, label: t(`runs.settings.every.${value}`) }))}
                {...form.getInputProps("schedule.every")}
              />
              <TextInput type="time" label={t("runs.settings.at")} disabled={form.values.schedule.every === "off"} {...form.getInputProps("schedule.at")} />
            </SimpleGrid>
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
