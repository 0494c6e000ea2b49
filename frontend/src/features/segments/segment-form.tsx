import { Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useSegmentActions, type Segment } from "./queries";

type Props = { opened: boolean; segment?: Segment; onClose: () => void };

/** Names a list of clients. */
export function SegmentForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={props.segment ? t("segments.change") : t("segments.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ segment, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useSegmentActions();
  const form = useForm({
    initialValues: { name: segment?.name ?? "", description: segment?.description ?? "" },
    validate: { name: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    async ({ name, description }: typeof form.values) => {
      if (segment) return void (await actions.change(segment, name, description));
      return (await actions.create(name, description)).id;
    },
    async (id) => {
      notice.done(t("state.saved"));
      onClose();
      if (id) await navigate({ to: "/segments/$id", params: { id } });
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={segment ? t("action.save") : t("segments.add")}>
      <TextInput label={t("segments.field.name")} data-autofocus {...form.getInputProps("name")} />
      <Textarea label={t("segments.field.description")} minRows={2} {...form.getInputProps("description")} />
    </FormBody>
  );
}
