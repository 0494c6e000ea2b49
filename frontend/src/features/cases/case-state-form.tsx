import { Input, SegmentedControl, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useCaseActions, type Case } from "./queries";

export const outcomes = ["good", "partial", "bad"] as const;
export type Outcome = (typeof outcomes)[number];

type Props = { opened: boolean; onClose: () => void; one: Case };

/** Ends a case: how it ended, what was done, and how satisfied the client is. */
export function CaseStateForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t("cases.closeTitle", { subject: props.one.subject })}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ one, onClose }: Props) {
  const { t } = useTranslation();
  const actions = useCaseActions();
  const form = useForm({
    initialValues: { state: "closed" as "closed" | "solved", outcome: "good" as Outcome, satisfaction: one.satisfaction === null ? "0" : String(one.satisfaction), resolution: one.resolution },
    validate: { resolution: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ satisfaction, ...values }: typeof form.values) => actions.move(one.id, { ...values, satisfaction: Number(satisfaction) }),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("cases.close")}>
      <Input.Wrapper label={t("cases.field.outcome")}>
        <SegmentedControl fullWidth aria-label={t("cases.field.outcome")} data={outcomes.map((value) => ({ value, label: t(`cases.outcome.${value}`) }))} {...form.getInputProps("outcome")} />
      </Input.Wrapper>
      <Textarea label={t("cases.field.resolution")} maxLength={1000} autosize minRows={2} {...form.getInputProps("resolution")} />
      <Input.Wrapper label={t("cases.field.satisfaction")} description={t("cases.satisfactionHint")}>
        <SegmentedControl fullWidth mt={6} aria-label={t("cases.field.satisfaction")} data={[{ value: "0", label: t("state.unknown") }, ...["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }))]} {...form.getInputProps("satisfaction")} />
      </Input.Wrapper>
      <Input.Wrapper label={t("cases.field.state")}>
        <SegmentedControl fullWidth aria-label={t("cases.field.state")} data={(["solved", "closed"] as const).map((value) => ({ value, label: t(`cases.state.${value}`) }))} {...form.getInputProps("state")} />
      </Input.Wrapper>
    </FormBody>
  );
}
