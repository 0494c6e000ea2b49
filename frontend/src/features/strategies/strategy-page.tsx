import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { slug } from "@/lib/slug";
import { ButtonLink } from "@/ui/button-link";
import { Crumb } from "@/ui/crumb";
import { LeaveGuard } from "@/ui/leave-guard";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import { FormSkeleton } from "@/ui/skeletons";
import { useAct, useSubmit } from "@/ui/use-submit";
import { useStrategy, useStrategyActions, type Strategy } from "./queries";
import { LearningFields, MeasureFields, StageFields, WeightFields } from "./strategy-fields";
import { formOf, inputOf, type StrategyForm } from "./strategy-form";
import { StrategyWords } from "./strategy-words";

const route = getRouteApi("/signed/strategies/$id");

export function NewStrategyPage() {
  return <Editor />;
}

/** One strategy: its stages, weights, learning and holdout. */
export function StrategyPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useStrategy(id)} skeleton={<div style={{ padding: 28 }}><FormSkeleton fields={8} /></div>}>
      {(strategy) => <Editor key={`${strategy.id}-${strategy.version}`} strategy={strategy} />}
    </Loaded>
  );
}

function Editor({ strategy }: { strategy?: Strategy }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const canMarket = useCan("market");
  const actions = useStrategyActions();
  const { act, busy: acting } = useAct();
  const [saved, setSaved] = useState(false);
  const form = useForm<StrategyForm>({
    initialValues: formOf(strategy),
    validate: { name: (value) => (value.trim() ? null : t("error.required")), code: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: StrategyForm) => (strategy ? actions.change(strategy, inputOf(values)) : actions.create(inputOf(values))),
    async (kept) => {
      form.resetDirty();
      setSaved(true);
      notice.done(t("state.saved"));
      if (!strategy) await navigate({ to: "/strategies/$id", params: { id: kept.id }, replace: true, ignoreBlocker: true });
    },
  );
  const learned = form.values.stages.some((stage) => stage.ranking === "learned");
  const archived = strategy?.state === "archived";
  return (
    <>
      <LeaveGuard dirty={form.isDirty() && !saved} />
      <EditorPage
        title={strategy?.name ?? t("strategies.add")}
        crumb={<Crumb to="/strategies">{t("strategies.title")}</Crumb>}
        actions={
          strategy && (
            <>
              {strategy.stages.some((stage) => stage.ranking === "learned") && (
                <ButtonLink to="/learning" search={{ strategy: strategy.id }} variant="default">
                  {t("strategies.report")}
                </ButtonLink>
              )}
              {canMarket && (
                <Button variant="default" loading={acting} onClick={() => void (archived ? act(() => actions.restore(strategy.id), t("state.restored")) : act(() => actions.archive(strategy.id), t("state.archived"), () => actions.restore(strategy.id)))}>
                  {archived ? t("action.restore") : t("action.archive")}
                </Button>
              )}
            </>
          )
        }
        onSubmit={form.onSubmit(submit)}
        form={
          <fieldset disabled={!canMarket} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Stack gap="lg" pb="md">
              <TextInput
                label={t("strategies.field.name")}
                {...form.getInputProps("name")}
                onChange={(event) => {
                  const name = event.currentTarget.value;
                  if (!strategy && form.values.code === slug(form.values.name)) form.setFieldValue("code", slug(name));
                  form.setFieldValue("name", name);
                }}
              />
              <TextInput label={t("strategies.field.code")} {...form.getInputProps("code")} />
              <Textarea label={t("strategies.field.description")} autosize minRows={1} {...form.getInputProps("description")} />
              <StageFields form={form} />
              <WeightFields form={form} />
              {learned && <LearningFields form={form} />}
              <MeasureFields form={form} />
            </Stack>
          </fieldset>
        }
        bar={
          canMarket && (
            <Button type="submit" loading={busy} disabled={Boolean(strategy) && !form.isDirty()}>
              {t("action.save")}
            </Button>
          )
        }
        live={<StrategyWords values={form.values} />}
      />
    </>
  );
}
