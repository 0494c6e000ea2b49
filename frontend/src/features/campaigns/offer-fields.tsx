import { Input, Radio, SegmentedControl, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useOfferChoices, usePlacementChoices } from "@/entities/offer-choices";
import { useFormat } from "@/i18n/use-format";
import { isDecided } from "./campaign-form";
import type { CampaignFormType } from "./campaign-fields";

/** Which offer the message shows: one for everybody, or what a placement decides for each client. */
export function OfferFields({ form }: { form: CampaignFormType }) {
  const { t } = useTranslation();
  const [each, setEach] = useState(isDecided(form.values));
  const offers = useOfferChoices().data?.items ?? [];
  const choose = (way: string) => {
    setEach(way === "each");
    form.setValues(way === "each" ? { offer_id: null, placement_id: "" } : { placement_id: null });
  };
  return (
    <Stack gap="xs">
      <Input.Label component="div">{t("campaigns.field.offer")}</Input.Label>
      <SegmentedControl
        style={{ alignSelf: "flex-start" }}
        aria-label={t("campaigns.offer.way")}
        value={each ? "each" : "one"}
        onChange={choose}
        data={[
          { value: "one", label: t("campaigns.offer.one") },
          { value: "each", label: t("campaigns.offer.each") },
        ]}
      />
      {each ? (
        <PlacementFields form={form} />
      ) : (
        <Select
          aria-label={t("campaigns.field.offer")}
          placeholder={t("campaigns.offer.none")}
          clearable
          searchable
          data={offers.map((one) => ({ value: one.id, label: one.name }))}
          {...form.getInputProps("offer_id")}
        />
      )}
    </Stack>
  );
}

function PlacementFields({ form }: { form: CampaignFormType }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, isPending } = usePlacementChoices();
  const places = (data?.items ?? []).filter((one) => one.channel === "email" && (one.state === "active" || one.id === form.values.placement_id));
  const chosen = places.find((one) => one.id === form.values.placement_id);
  return (
    <>
      <Select
        label={t("campaigns.offer.placement")}
        description={chosen ? t("campaigns.offer.size", { count: chosen.size, size: format.number(chosen.size) }) : t("campaigns.offer.placementHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        searchable
        nothingFoundMessage={t(isPending ? "state.loading" : "campaigns.offer.noPlacement")}
        data={places.map((one) => ({ value: one.id, label: one.name }))}
        {...form.getInputProps("placement_id")}
      />
      <Radio.Group mt="xs" label={t("campaigns.offer.without")} {...form.getInputProps("without_offer")}>
        <Stack gap={8} mt={6}>
          <Radio value="skip" label={t("campaigns.offer.skip")} />
          <Radio value="send" label={t("campaigns.offer.send")} description={t("campaigns.offer.sendHint", { words: "{% if offer %} … {% endif %}" })} />
        </Stack>
      </Radio.Group>
    </>
  );
}
