import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { RuleHostOf } from "@/entities/rule-host";
import { useRuleRegistry } from "@/entities/rule-registry";
import { Crumb } from "@/ui/crumb";
import { LeaveGuard } from "@/ui/leave-guard";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import type { Registry } from "@/ui/rule-editor/fields";
import { draftOf, ruleOf, type Group, type Rule } from "@/ui/rule-editor/rule";
import { RuleEditor } from "@/ui/rule-editor/rule-editor";
import { FormSkeleton } from "@/ui/skeletons";
import { useSubmit } from "@/ui/use-submit";
import { useSegment, useSegmentActions, usePreview, type Segment } from "./queries";
import { PreviewCard } from "./preview-card";
import { complete } from "./rule-form";

const route = getRouteApi("/signed/segments/$id/edit");

/** Writes the rule of a new segment. */
export function NewRuleSegmentPage() {
  return <WithRegistry />;
}

/** Changes a segment by rule. */
export function RuleSegmentPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useSegment(id)} skeleton={<div style={{ padding: 28 }}><FormSkeleton fields={5} /></div>}>
      {(segment) => <WithRegistry key={`${segment.id}-${segment.version}`} segment={segment} />}
    </Loaded>
  );
}

function WithRegistry({ segment }: { segment?: Segment }) {
  const registry = useRuleRegistry();
  if (!registry) return <div style={{ padding: 28 }}><FormSkeleton fields={5} /></div>;
  return <Editor registry={registry} segment={segment} />;
}

type Fields = { name: string; description: string; draft: Group };

function Editor({ registry, segment }: { registry: Registry; segment?: Segment }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useSegmentActions();
  const [saved, setSaved] = useState(false);
  const form = useForm<Fields>({
    initialValues: { name: segment?.name ?? "", description: segment?.description ?? "", draft: draftOf((segment?.rule as Rule | null) ?? undefined) },
    validate: { name: (value) => (value.trim() ? null : t("error.required")) },
  });
  const rule = useMemo(() => ruleOf(form.values.draft), [form.values.draft]);
  const [late] = useDebouncedValue(rule, 350);
  const preview = usePreview(complete(late) ? late : null, segment?.id);
  const { submit, busy } = useSubmit(
    form,
    ({ name, description, draft }: Fields) => {
      const fields = { name, description, rule: ruleOf(draft) };
      return segment ? actions.changeRule(segment, fields) : actions.createRule(fields);
    },
    async (kept) => {
      form.resetDirty();
      setSaved(true);
      notice.done(t("state.saved"));
      await navigate({ to: "/segments/$id", params: { id: kept.id }, ignoreBlocker: true });
    },
  );
  const errors = Object.fromEntries(Object.entries(form.errors).flatMap(([path, message]) => (path.startsWith("rule.") ? [[path.slice(5), String(message)]] : [])));
  return (
    <RuleHostOf registry={registry} draft={form.values.draft}>
      <LeaveGuard dirty={form.isDirty() && !saved} />
      <EditorPage
        title={segment?.name ?? t("segments.newRule")}
        crumb={<Crumb to="/segments">{t("segments.title")}</Crumb>}
        lead={t("segments.ruleLead")}
        onSubmit={form.onSubmit(submit)}
        form={
          <Stack pb="md">
            <TextInput label={t("segments.field.name")} required data-autofocus {...form.getInputProps("name")} />
            <Textarea label={t("segments.field.description")} autosize minRows={1} {...form.getInputProps("description")} />
            <RuleEditor registry={registry} draft={form.values.draft} onChange={(draft) => form.setFieldValue("draft", draft)} errors={errors} />
          </Stack>
        }
        bar={
          <Button type="submit" loading={busy} disabled={!complete(rule) || (Boolean(segment) && !form.isDirty())}>
            {t("action.save")}
          </Button>
        }
        live={<PreviewCard preview={preview} waits={!complete(rule)} />}
      />
    </RuleHostOf>
  );
}
