import { Checkbox, Fieldset, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { AmountInput, DayInput, DivisionChoice } from "@/entities/record-fields";
import { useFormat } from "@/i18n/use-format";
import { minorOf, typedAmount } from "@/lib/currency";
import type { Currency } from "@/lib/format";
import type { Client, ClientFields } from "./queries";

/** What the classes need to know of a client beside its purchases, as the form holds it: amounts in units, an empty text where unknown. */
export type More = {
  is_reference: boolean;
  risk: string;
  division_id: string | null;
  parent_id: string | null;
  acquisition_source: string;
  acquisition_day: string | null;
  acquisition_cost: number | string;
  latitude: number | string;
  longitude: number | string;
};

const risks = ["low", "medium", "high", "insolvent"] as const;

export function moreOf(client: Client | undefined, currency: Currency): More {
  return {
    is_reference: client?.is_reference ?? false,
    risk: client?.risk ?? "",
    division_id: client?.division_id ?? null,
    parent_id: client?.parent_id ?? null,
    acquisition_source: client?.acquisition_source ?? "",
    acquisition_day: client?.acquisition_day ?? null,
    acquisition_cost: typedAmount(client?.acquisition_cost_minor, currency),
    latitude: client?.latitude ?? "",
    longitude: client?.longitude ?? "",
  };
}

/** The same as the API takes it: what is left empty is not sent. */
export function moreFields(more: More, currency: Currency): ClientFields {
  const number = (value: number | string) => (value === "" ? undefined : Number(value));
  return {
    is_reference: more.is_reference,
    risk: more.risk || undefined,
    division_id: more.division_id ?? undefined,
    parent_id: more.parent_id ?? undefined,
    acquisition_source: more.acquisition_source.trim() || undefined,
    acquisition_day: more.acquisition_day ?? undefined,
    acquisition_cost_minor: minorOf(more.acquisition_cost, currency),
    latitude: number(more.latitude),
    longitude: number(more.longitude),
  };
}

/** Coordinates come in pairs, in degrees. */
export function useCoordinateRules() {
  const { t } = useTranslation();
  const rule = (most: number, value: number | string, other: number | string) => {
    if (value === "") return other === "" ? null : t("clientForm.bothOrNone");
    return Math.abs(Number(value)) <= most ? null : t("clientForm.degrees", { low: -most, high: most });
  };
  return {
    latitude: (value: number | string, { longitude }: More) => rule(90, value, longitude),
    longitude: (value: number | string, { latitude }: More) => rule(180, value, latitude),
  };
}

/** The part of the client form that tells value, risk and origin. */
export function MoreInputs({ form, company }: { form: Pick<UseFormReturnType<More>, "values" | "errors" | "getInputProps" | "setFieldValue">; company: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const degrees = { decimalSeparator: format.language === "fr" ? "," : ".", decimalScale: 6, hideControls: true };
  const { risk, parent_id } = form.values;
  return (
    <Fieldset legend={t("clientForm.more")} radius="md">
      <Stack gap="sm">
        <Checkbox label={t("clientForm.isReference")} description={t("clientForm.isReferenceHint")} {...form.getInputProps("is_reference", { type: "checkbox" })} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select label={t("clientForm.risk")} clearable data={risks.map((value) => ({ value, label: t(`clientForm.risks.${value}`) }))} {...form.getInputProps("risk")} value={risk || null} onChange={(value) => form.setFieldValue("risk", value ?? "")} />
          <DivisionChoice label={t("clientForm.division")} {...form.getInputProps("division_id")} />
        </SimpleGrid>
        {company && <ClientPicker label={t("clientForm.parent")} value={parent_id} onChange={(id) => form.setFieldValue("parent_id", id)} error={form.errors.parent_id} />}
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput label={t("clientForm.acquisitionSource")} placeholder={t("clientForm.acquisitionSourceHint")} maxLength={64} {...form.getInputProps("acquisition_source")} />
          <DayInput label={t("clientForm.acquisitionDay")} clearable {...form.getInputProps("acquisition_day")} />
          <AmountInput label={t("clientForm.acquisitionCost")} {...form.getInputProps("acquisition_cost")} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput label={t("clientForm.latitude")} {...degrees} {...form.getInputProps("latitude")} />
          <NumberInput label={t("clientForm.longitude")} {...degrees} {...form.getInputProps("longitude")} />
        </SimpleGrid>
        <Text fz="xs" c="dimmed" mt={-8}>
          {t("clientForm.coordinatesHint")}
        </Text>
      </Stack>
    </Fieldset>
  );
}
