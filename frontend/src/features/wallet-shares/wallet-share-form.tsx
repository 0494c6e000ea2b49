import { NumberInput, Select, SimpleGrid, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { CategorySelect, DayInput } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";
import { useWalletShareActions, type WalletShare } from "./queries";

type Props = { opened: boolean; onClose: () => void; share?: WalletShare; clientId?: string };

export const methods = ["declared", "survey", "estimated"] as const;

/** Notes which part of its purchases a client makes here, or changes what was noted. */
export function WalletShareForm(props: Props) {
  const { t } = useTranslation();
  return (
    <FormModal opened={props.opened} onClose={props.onClose} title={t(props.share ? "walletShares.change" : "walletShares.add")}>
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ share, clientId, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useWalletShareActions();
  const form = useForm({
    initialValues: {
      client_id: share?.client_id ?? clientId ?? "",
      category_id: share?.category_id ?? (null as string | null),
      share: (share ? Math.round(share.share * 10_000) / 100 : "") as number | string,
      method: share?.method ?? ("declared" as WalletShare["method"]),
      day: (share?.day ?? dayjs().format("YYYY-MM-DD")) as string | null,
      note: share?.note ?? "",
    },
    validate: {
      client_id: (value) => (value ? null : t("error.required")),
      share: (value) => (value === "" ? t("error.required") : Number(value) > 0 && Number(value) <= 100 ? null : t("walletShares.range")),
      day: (value) => (value ? null : t("error.required")),
    },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => {
      const body = { category_id: values.category_id ?? undefined, share: Math.round(Number(values.share) * 10_000) / 1_000_000, method: values.method, day: values.day ?? undefined, note: values.note };
      return share ? actions.change(share, body) : actions.create({ ...body, client_id: values.client_id });
    },
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={share ? t("action.save") : t("walletShares.add")}>
      <ClientPicker label={t("records.client")} disabled={Boolean(share)} value={form.values.client_id || null} onChange={(id) => form.setFieldValue("client_id", id ?? "")} error={form.errors.client_id} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t("walletShares.field.share")} decimalSeparator={format.language === "fr" ? "," : "."} decimalScale={2} min={0} max={100} hideControls suffix=" %" {...form.getInputProps("share")} />
        <CategorySelect label={t("walletShares.field.what")} placeholder={t("records.allPurchases")} {...form.getInputProps("category_id")} />
        <Select label={t("walletShares.field.method")} allowDeselect={false} data={methods.map((value) => ({ value, label: t(`walletShares.method.${value}`) }))} {...form.getInputProps("method")} />
        <DayInput label={t("walletShares.field.day")} maxDate={dayjs().format("YYYY-MM-DD")} {...form.getInputProps("day")} />
      </SimpleGrid>
      <Textarea label={t("records.note")} maxLength={1000} {...form.getInputProps("note")} />
    </FormBody>
  );
}
