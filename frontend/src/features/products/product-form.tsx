import { NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { CategorySelect } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useProductActions, type Product } from "./queries";

type Props = { opened: boolean; product?: Product; onClose: () => void };

/** Adds a product, or changes one. */
export function ProductForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={props.product ? t("products.change") : t("products.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

/** Prices are decimals written as text; a field left empty is not sent. */
const asText = (value: number | string | null) => (value === "" || value === null ? undefined : String(value));

function Fields({ product, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useProductActions();
  const form = useForm({
    initialValues: { sku: product?.sku ?? "", name: product?.name ?? "", category_id: product?.category_id ?? null as string | null, price: product?.price ?? "", cost: product?.cost ?? "" },
    validate: { sku: (value) => (value.trim() ? null : t("error.required")), name: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    ({ sku, name, category_id, price, cost }: typeof form.values) => {
      const body = { name, category_id: category_id ?? undefined, currency: product?.currency || format.currency.code, price: asText(price), cost: asText(cost) };
      return product ? actions.change(product, body) : actions.create({ ...body, sku });
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  const amount = { decimalSeparator: format.language === "fr" ? "," : ".", min: 0, hideControls: true, suffix: ` ${product?.currency || format.currency.code}` };
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={product ? t("action.save") : t("products.add")}>
      <TextInput label={t("products.field.name")} data-autofocus {...form.getInputProps("name")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("products.field.sku")} disabled={Boolean(product)} {...form.getInputProps("sku")} />
        <CategorySelect label={t("products.field.category")} {...form.getInputProps("category_id")} />
        <NumberInput label={t("products.field.price")} {...amount} {...form.getInputProps("price")} />
        <NumberInput label={t("products.field.cost")} {...amount} {...form.getInputProps("cost")} />
      </SimpleGrid>
    </FormBody>
  );
}
