import { NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useCategoryActions, useCategoryChoices, type Category } from "./queries";

type Props = { opened: boolean; category?: Category; onClose: () => void };

/** Adds a category of products, or changes one. */
export function CategoryForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t(props.category ? "categories.change" : "categories.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ category, onClose }: Props) {
  const { t } = useTranslation();
  const actions = useCategoryActions();
  const others = (useCategoryChoices().data?.items ?? []).filter((one) => one.id !== category?.id && (one.state === "active" || one.id === category?.parent_id));
  const form = useForm({
    initialValues: { code: category?.code ?? "", name: category?.name ?? "", parent_id: category?.parent_id ?? (null as string | null), renewal_months: (category?.renewal_months ?? "") as number | string },
    validate: {
      code: (value) => (value.trim() ? null : t("error.required")),
      renewal_months: (value) => (value === "" || (Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= 1200) ? null : t("categories.range")),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ code, name, parent_id, renewal_months }: typeof form.values) => {
      const body = { code, name: name || undefined, parent_id: parent_id ?? undefined, renewal_months: renewal_months === "" ? undefined : Number(renewal_months), state: category?.state };
      return category ? actions.change(category, body) : actions.create(body);
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={category ? t("action.save") : t("categories.add")}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("categories.field.code")} maxLength={64} data-autofocus {...form.getInputProps("code")} />
        <TextInput label={t("categories.field.name")} maxLength={200} placeholder={form.values.code} {...form.getInputProps("name")} />
      </SimpleGrid>
      <Select label={t("categories.field.parent")} searchable clearable data={others.map((one) => ({ value: one.id, label: one.name }))} {...form.getInputProps("parent_id")} />
      <NumberInput label={t("categories.field.renewal")} description={t("categories.renewalHint")} allowDecimal={false} min={1} max={1200} hideControls suffix={` ${t("categories.months")}`} {...form.getInputProps("renewal_months")} />
    </FormBody>
  );
}
