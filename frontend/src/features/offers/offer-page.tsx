import { Button, SegmentedControl, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { PropositionCard } from "@/entities/proposition-card";
import { StateBadge } from "@/entities/state-badge";
import { offerTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import type { Language } from "@/lib/format";
import { Crumb } from "@/ui/crumb";
import { LeaveGuard } from "@/ui/leave-guard";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import { RecordPage } from "@/ui/page/record-page";
import { Section } from "@/ui/section";
import { Sections, type Part } from "@/ui/section-nav";
import { FormSkeleton } from "@/ui/skeletons";
import { useAct, useSubmit } from "@/ui/use-submit";
import { AudienceFields, OfferFields } from "./offer-fields";
import { LimitFields, RankingFields } from "./limit-fields";
import { OfferResults } from "./offer-results";
import { RuleFields } from "./rule-fields";
import { VariantCompare } from "./variant-compare";
import { discountOf, formOf, inputOf, type OfferForm } from "./offer-form";
import { useOffer, useOfferActions, type Offer } from "./queries";
import { VariantList } from "./variant-list";

const route = getRouteApi("/signed/offers/$id");

/** One offer: its editor, with every variant shown as the client would see it. */
export function OfferPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useOffer(id)} skeleton={<div style={{ padding: 28 }}><FormSkeleton fields={8} /></div>}>
      {(offer) => <OfferRecord offer={offer} />}
    </Loaded>
  );
}

const tabs = ["edit", "variants", "results"] as const;

/** The offer's editor, its variants side by side, and what became of it. */
function OfferRecord({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { tab = "edit" } = route.useSearch();
  const navigate = useNavigate();
  const choose = (
    <SegmentedControl
      aria-label={t("offers.tabs.label")}
      value={tab}
      onChange={(next) => void navigate({ to: "/offers/$id", params: { id: offer.id }, search: { tab: next as "edit" } })}
      data={tabs.map((value) => ({ value, label: t(`offers.tabs.${value}`) }))}
    />
  );
  if (tab === "edit") return <OfferEditor key={`${offer.id}-${offer.version}`} offer={offer} choose={choose} />;
  return (
    <RecordPage title={offer.name} crumb={<Crumb to="/offers">{t("offers.title")}</Crumb>} badges={<OfferBadge offer={offer} />} actions={choose}>
      {tab === "variants" ? <VariantCompare offer={offer} /> : <OfferResults offer={offer} />}
    </RecordPage>
  );
}

function OfferBadge({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  return <StateBadge tone={offerTone(offer.state)}>{t(`offers.state.${offer.state}`)}</StateBadge>;
}

export function NewOfferPage() {
  return <OfferEditor />;
}

function OfferEditor({ offer, choose }: { offer?: Offer; choose?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const actions = useOfferActions();
  const canMarket = useCan("market");
  const exponent = format.currency.exponent;
  const form = useForm<OfferForm>({
    initialValues: formOf(offer, exponent),
    validate: {
      name: (value) => (value.trim() ? null : t("error.required")),
      code: (value) => (value.trim() ? null : t("error.required")),
    },
  });
  const [saved, setSaved] = useState(false);
  const wrong = (...starts: string[]) => Object.keys(form.errors).some((path) => starts.some((start) => path.startsWith(start)));
  const parts: Part[] = [
    { key: "what", title: t("offers.steps"), body: <OfferFields form={form} isNew={!offer} />, wrong: wrong("name", "code", "kind", "priority", "from_day", "to_day", "client_value", "company_cost", "description") },
    { key: "audience", title: t("offers.audience"), body: <AudienceFields form={form} />, wrong: wrong("segment_ids", "excluded_segment", "placement_ids", "purpose") },
    { key: "rules", title: t("offers.rules.title"), body: <RuleFields form={form} />, wrong: wrong("eligibility", "applicability", "suitability") },
    { key: "limits", title: t("offers.limits.title"), body: <LimitFields form={form} />, wrong: wrong("caps", "budget", "codes", "shared_code") },
    { key: "ranking", title: t("offers.ranking.title"), body: <RankingFields form={form} />, wrong: wrong("company_value", "holdout", "tags", "exclusion", "complementary", "excluded_product", "excluded_days") },
    { key: "variants", title: t("offers.variant.title"), body: <VariantList form={form} />, wrong: wrong("variants") },
  ];
  const { submit, busy } = useSubmit(
    form,
    (values: OfferForm) => (offer ? actions.change(offer, inputOf(values, exponent)) : actions.create(inputOf(values, exponent))),
    async (kept) => {
      form.resetDirty();
      setSaved(true);
      notice.done(t("state.saved"));
      if (!offer) await navigate({ to: "/offers/$id", params: { id: kept.id }, replace: true, ignoreBlocker: true });
    },
  );
  return (
    <>
      <LeaveGuard dirty={form.isDirty() && !saved} />
      <EditorPage
        title={offer?.name ?? t("offers.add")}
        crumb={<Crumb to="/offers">{t("offers.title")}</Crumb>}
        badges={offer && <OfferBadge offer={offer} />}
        actions={
          offer && (
            <>
              {choose}
              <OfferActions offer={offer} dirty={form.isDirty()} />
            </>
          )
        }
        onSubmit={form.onSubmit(submit)}
        form={
          <fieldset disabled={!canMarket} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Stack gap="lg" pb="md">
              <Sections label={t("offers.parts")} parts={parts} />
            </Stack>
          </fieldset>
        }
        bar={
          canMarket && (
            <Button type="submit" loading={busy} disabled={Boolean(offer) && !form.isDirty()}>
              {t("offers.saveDraft")}
            </Button>
          )
        }
        live={<LivePreview values={form.values} exponent={exponent} />}
      />
    </>
  );
}

function OfferActions({ offer, dirty }: { offer: Offer; dirty: boolean }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const canManage = useCan("manage");
  const actions = useOfferActions();
  const { act, busy } = useAct();
  if (!canMarket) return null;
  const archived = offer.state === "archived";
  return (
    <>
      <Button variant="default" loading={busy} onClick={() => void (archived ? act(() => actions.restore(offer.id), t("state.restored")) : act(() => actions.archive(offer.id), t("state.archived"), () => actions.restore(offer.id)))}>
        {archived ? t("action.restore") : t("action.archive")}
      </Button>
      {offer.state === "draft" && (
        <Button disabled={!canManage || dirty} title={canManage ? undefined : t("offers.approveWho")} loading={busy} onClick={() => void act(() => actions.approve(offer.id), t("offers.approved"))}>
          {t("offers.approve")}
        </Button>
      )}
    </>
  );
}

function LivePreview({ values, exponent }: { values: OfferForm; exponent: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [language, setLanguage] = useState<Language>(format.language);
  const minor = (typed: number | string) => (typed === "" ? null : Math.round(Number(typed) * 10 ** exponent));
  return (
    <Section
      title={t("offers.preview")}
      actions={<SegmentedControl size="xs" aria-label={t("decisions.language")} value={language} onChange={(value) => setLanguage(value as Language)} data={[{ value: "fr", label: "FR" }, { value: "en", label: "EN" }]} />}
    >
      <Stack gap="sm" lang={language}>
        {values.variants.map((variant, at) => (
          <div key={variant.key}>
            <Text fz="xs" c="dimmed" mb={4}>
              {variant.name || t("offers.variant.one", { number: at + 1 })}
            </Text>
            <PropositionCard
              proposition={{
                title: language === "fr" ? variant.title_fr : variant.title_en,
                text: language === "fr" ? variant.text_fr : variant.text_en,
                service_terms: language === "fr" ? variant.service_terms_fr : variant.service_terms_en,
                image_url: variant.image_url,
                price_minor: minor(variant.price),
                discount_kind: variant.discount_kind,
                discount_value: discountOf(variant.discount_kind, variant.discount, exponent),
              }}
            />
          </div>
        ))}
      </Stack>
    </Section>
  );
}
