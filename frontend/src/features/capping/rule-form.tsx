import { NumberInput, Select, SimpleGrid, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useCapWords } from "@/entities/cap-words";
import { useCollectionChoices } from "@/entities/offer-choices";
import { capEvents, capPers, capResets } from "@/entities/cap-list";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useCapActions, type Rule, type RuleInput } from "./queries";

type Props = { opened: boolean; rule?: Rule; onClose: () => void };

/** Caps all offers or those of a collection, or changes the limit of a rule. */
export function RuleForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={props.rule ? t("capping.change") : t("capping.add")}>
      {props.rule ? <LimitField rule={props.rule} onClose={props.onClose} /> : <Fields onClose={props.onClose} />}
    </FormModal>
  );
}

function Fields({ onClose }: Pick<Props, "onClose">) {
  const { t } = useTranslation();
  const actions = useCapActions();
  const words = useCapWords();
  const choices = useCollectionChoices();
  const collections = choices.data?.items ?? [];
  const form = useForm({
    initialValues: { scope: "all" as "all" | "collection", scope_id: null as string | null, event: "impression" as RuleInput["event"], per: "client" as RuleInput["per"], reset: "week" as RuleInput["reset"], limit: 10 as number | string },
    validate: {
      scope_id: (value, { scope }) => (scope === "collection" && !value ? t("error.required") : null),
      limit: (value) => (Number(value) >= 1 ? null : t("error.required")),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ scope, scope_id, limit, ...rest }: typeof form.values) => actions.create({ ...rest, scope, limit: Number(limit), ...(scope === "collection" && scope_id ? { scope_id } : {}) }),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  const { event, per, reset, limit } = form.values;
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("capping.add")}>
      <Select label={t("capping.field.scope")} allowDeselect={false} data-autofocus data={(["all", "collection"] as const).map((value) => ({ value, label: t(`capping.scope.${value}`) }))} {...form.getInputProps("scope")} />
      {form.values.scope === "collection" && <Select label={t("capping.collection")} searchable nothingFoundMessage={t(choices.isPending ? "state.loading" : "list.noMatch")} data={collections.map((one) => ({ value: one.id, label: one.name }))} {...form.getInputProps("scope_id")} />}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t("caps.limit")} min={1} allowDecimal={false} {...form.getInputProps("limit")} />
        <Select label={t("caps.eventLabel")} allowDeselect={false} data={capEvents.map((value) => ({ value, label: t(`caps.event.${value}`) }))} {...form.getInputProps("event")} />
        <Select label={t("caps.perLabel")} allowDeselect={false} data={capPers.map((value) => ({ value, label: t(`caps.per.${value}`) }))} {...form.getInputProps("per")} />
        <Select label={t("caps.resetLabel")} allowDeselect={false} data={capResets.map((value) => ({ value, label: t(`caps.reset.${value}`) }))} {...form.getInputProps("reset")} />
      </SimpleGrid>
      <Text fz="sm" c="dimmed" aria-live="polite">
        {Number(limit) >= 1 && words({ event, per, reset, limit: Number(limit) })}. {event === "redemption" ? t("capping.hard") : t("capping.soft")}
      </Text>
    </FormBody>
  );
}

function LimitField({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useCapActions();
  const words = useCapWords();
  const form = useForm({ initialValues: { limit: rule.limit as number | string }, validate: { limit: (value) => (Number(value) >= 1 ? null : t("error.required")) } });
  const { submit, busy } = useSubmit(
    form,
    ({ limit }: typeof form.values) => actions.setLimit(rule, Number(limit)),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("action.save")}>
      <Text fz="sm">{t("capping.now", { rule: words(rule) })}</Text>
      <NumberInput label={t("capping.newLimit")} description={t("capping.onlyLimit")} min={1} allowDecimal={false} data-autofocus {...form.getInputProps("limit")} />
    </FormBody>
  );
}
