import { NumberInput, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useCapActions, type Settings } from "./queries";

type Props = { opened: boolean; settings: Settings; onClose: () => void };

/** How long a proposition keeps its place under the caps until its view or click arrives. */
export function ReserveForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t("capping.reserve.title")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ settings, onClose }: Props) {
  const { t } = useTranslation();
  const actions = useCapActions();
  const form = useForm({
    initialValues: { reserve_minutes: settings.reserve_minutes as number | string },
    validate: { reserve_minutes: (value) => (Number(value) >= 1 && Number(value) <= 120 ? null : t("capping.reserve.range")) },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ reserve_minutes }: typeof form.values) => actions.setReserve(settings, Number(reserve_minutes)),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={t("action.save")}>
      <NumberInput label={t("capping.reserve.minutes")} description={t("capping.reserve.hint")} min={1} max={120} clampBehavior="none" allowDecimal={false} data-autofocus {...form.getInputProps("reserve_minutes")} />
      <Text fz="sm" c="dimmed">
        {t("capping.reserve.why")}
      </Text>
    </FormBody>
  );
}
