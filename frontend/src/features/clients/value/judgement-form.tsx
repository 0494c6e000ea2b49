import { Input, SegmentedControl, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { DayInput } from "@/entities/record-fields";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";

/** What a person says: a word where there is a choice, why, and until when. */
export type Said = { word: string; reason: string; expires_day: string | null };

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  hint?: string;
  /** The question and its answers; without them only a reason is asked. */
  choice?: { label: string; options: { value: string; label: string }[] };
  /** Asks until when it holds. */
  expires?: boolean;
  button: string;
  done: string;
  onSay: (said: Said) => Promise<unknown>;
};

/** The dialog in which a person judges: nothing is said without a reason. */
export function JudgementForm(props: Props) {
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ hint, choice, expires, button, done, onSay, onClose }: Props) {
  const { t } = useTranslation();
  const form = useForm<Said>({
    initialValues: { word: choice?.options[0]?.value ?? "", reason: "", expires_day: null },
    validate: { reason: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(form, onSay, () => {
    notice.done(done);
    onClose();
  });
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={button}>
      {hint && (
        <Text fz="sm" c="dimmed">
          {hint}
        </Text>
      )}
      {choice && (
        <Input.Wrapper label={choice.label}>
          <SegmentedControl fullWidth mt={4} aria-label={choice.label} data={choice.options} {...form.getInputProps("word")} />
        </Input.Wrapper>
      )}
      <Textarea label={t("clientCard.reason")} description={t("clientCard.reasonHint")} maxLength={500} autosize minRows={2} data-autofocus {...form.getInputProps("reason")} />
      {expires && <DayInput label={t("clientCard.expires")} description={t("clientCard.expiresHint")} clearable minDate={dayjs().add(1, "day").format("YYYY-MM-DD")} {...form.getInputProps("expires_day")} />}
    </FormBody>
  );
}
