import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PropositionCard } from "@/entities/proposition-card";
import { useSegmentChoices, useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { nameIn } from "@/lib/name-in";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/section";
import type { Offer } from "./queries";
import classes from "./offers.module.css";

/** The variants of an offer side by side, each under the segments that get it. */
export function VariantCompare({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const segments = useSegmentChoices();
  const french = format.language === "fr";
  const named = (ids: readonly string[]) => ids.map((id) => nameIn(segments, id, "", nameOf)).filter(Boolean);
  if (offer.variants.length === 0) return <div className="card"><EmptyState title={t("offers.compare.none")} body={t("offers.compare.noneBody")} /></div>;
  return (
    <Section title={t("offers.compare.title", { count: offer.variants.length })} hint={t("offers.variant.hint")}>
      <div className={classes.compare} tabIndex={0} role="region" aria-label={t("offers.compare.tab")}>
        {offer.variants.map((variant, at) => (
          <Stack key={variant.id} gap={6}>
            <Text fw={600}>{variant.name || t("offers.variant.one", { number: at + 1 })}</Text>
            <Text fz="sm" c="dimmed">
              {variant.segment_ids.length ? t("offers.compare.for", { names: named(variant.segment_ids).join(", ") }) : t("offers.compare.everybody")}
              {variant.is_anonymous && ` · ${t("offers.compare.anonymous")}`}
            </Text>
            <PropositionCard
              proposition={{
                title: french ? variant.title_fr || variant.title_en : variant.title_en || variant.title_fr,
                text: french ? variant.text_fr || variant.text_en : variant.text_en || variant.text_fr,
                service_terms: french ? variant.service_terms_fr || variant.service_terms_en : variant.service_terms_en || variant.service_terms_fr,
                image_url: variant.image_url,
                price_minor: variant.price_minor,
                discount_kind: variant.discount_kind,
                discount_value: variant.discount_value,
              }}
            />
          </Stack>
        ))}
      </div>
    </Section>
  );
}
