import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { LeaveGuard } from "@/ui/leave-guard";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import { FormSkeleton } from "@/ui/skeletons";
import { useSubmit } from "@/ui/use-submit";
import { useOrganisation, useSettingsActions, type Organisation } from "./queries";

/** The company: its name, currency, time zone. */
export function OrganisationPage() {
  return (
    <Loaded query={useOrganisation()} skeleton={<div style={{ padding: 28 }}><FormSkeleton /></div>}>
      {(organisation) => <Form key={organisation.version} organisation={organisation} />}
    </Loaded>
  );
}

const currencies = ["EUR", "GBP", "USD", "CHF", "CAD", "XOF", "XAF", "MAD", "TND", "DZD", "JPY", "SEK", "DKK", "NOK", "PLN", "CZK"];

function zones(): string[] {
  return typeof Intl.supportedValuesOf === "function" ? [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])] : ["UTC", "Europe/Paris", "Europe/London"];
}

function Form({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const actions = useSettingsActions();
  const form = useForm({
    initialValues: { name: organisation.name, currency: organisation.currency, time_zone: organisation.time_zone, country: organisation.country },
    validate: { name: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => actions.changeOrganisation(organisation.version, values),
    () => {
      form.resetDirty();
      notice.done(t("state.saved"));
    },
  );
  return (
    <>
      <LeaveGuard dirty={form.isDirty()} />
      <EditorPage
        title={t("organisation.title")}
        lead={t("organisation.lead")}
        onSubmit={form.onSubmit(submit)}
        form={
          <Stack pb="md">
            <TextInput label={t("organisation.name")} {...form.getInputProps("name")} />
            <Select label={t("organisation.currency")} description={t("organisation.currencyHint")} searchable allowDeselect={false} data={[...new Set([organisation.currency, ...currencies])]} {...form.getInputProps("currency")} />
            <Select label={t("organisation.timeZone")} description={t("organisation.timeZoneHint")} searchable allowDeselect={false} data={[...new Set([organisation.time_zone, ...zones()])]} {...form.getInputProps("time_zone")} />
            <TextInput label={t("organisation.country")} maxLength={2} w={120} {...form.getInputProps("country")} />
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
