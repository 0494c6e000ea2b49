import { Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { DayInput } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useSubscriptionActions, type Subscription } from "./queries";

type Props = { opened: boolean; onClose: () => void; subscription: Subscription };

/** Ends a subscription, with the day and the reason. */
export function EndForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t("subscriptions.endTitle")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ subscription, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useSubscriptionActions();
  const form = useForm({
    initialValues: { end_day: (subscription.next_renewal_day ?? dayjs().format("YYYY-MM-DD")) as string | null, end_reason: "" },
    validate: { end_day: (value) => (value ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ end_day, end_reason }: typeof form.values) => actions.end(subscription, end_day ?? "", end_reason.trim()),
    () => {
      notice.done(t("subscriptions.ended", { day: format.day(form.values.end_day) }));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("subscriptions.end")}>
      <DayInput label={t("subscriptions.endDay")} minDate={subscription.start_day} {...form.getInputProps("end_day")} />
      <TextInput label={t("subscriptions.field.endReason")} maxLength={255} {...form.getInputProps("end_reason")} />
      <Text fz="sm" c="dimmed">
        {t("subscriptions.endHint")}
      </Text>
    </FormBody>
  );
}
