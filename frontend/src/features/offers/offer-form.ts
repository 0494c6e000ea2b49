import { draftOf, ruleOf, type Group, type Rule } from "@/ui/rule-editor/rule";
import type { CapFields, Offer, OfferInput, VariantInput } from "./queries";

export const kinds = ["discount", "bundle", "service", "gift", "information", "event"] as const;

/** A variant as its form holds it: amounts as typed by a person, in major units. */
export type VariantForm = Required<Omit<VariantInput, "id" | "price_minor" | "discount_value" | "delivery_days">> & {
  id?: string;
  key: string;
  price: number | string;
  discount: number | string;
  delivery: number | string;
};

/** An offer as its form holds it. */
export type OfferForm = Omit<OfferInput, "variants" | "client_value_minor" | "company_cost_minor" | "company_value_minor" | "budget_minor" | "holdout_bp" | "caps" | `${Slot}_rule`> & {
  variants: VariantForm[];
  clientValue: number | string;
  companyCost: number | string;
  companyValue: number | string;
  budget: number | string;
  /** In percent. */
  holdout: number | string;
  caps: CapFields[];
  /** The three rules as drafts; null where there is none. */
  rules: Record<Slot, Group | null>;
};

/** The rules of an offer in the order in which they are asked. */
export const slots = ["eligibility", "applicability", "suitability"] as const;
export type Slot = (typeof slots)[number];

let made = 0;
const newKey = () => `variant-${(made += 1)}`;

export function blankVariant(): VariantForm {
  return {
    key: newKey(),
    name: "",
    is_anonymous: false,
    segment_ids: [],
    title_en: "",
    title_fr: "",
    text_en: "",
    text_fr: "",
    image_url: "",
    discount_kind: "",
    service_terms_en: "",
    service_terms_fr: "",
    price: "",
    discount: "",
    delivery: "",
  };
}

const shown = (minor: number | null | undefined, exponent: number): number | string => (minor === null || minor === undefined ? "" : minor / 10 ** exponent);
const stored = (typed: number | string, exponent: number) => (typed === "" ? null : Math.round(Number(typed) * 10 ** exponent));

/** A percentage is stored in hundredths of a percent: 20 % is 2000. */
const percent = 2;

/** A discount as it is stored: minor units for an amount, hundredths of a percent for a share. */
export function discountOf(kind: string, typed: number | string, exponent: number): number | null {
  return stored(typed, kind === "amount" ? exponent : percent);
}

const blank: OfferForm = {
  ...{ code: "", name: "", kind: "discount", from_day: null, to_day: null, priority: 50, is_fallback: false, purpose: "", description: "" },
  ...{ segment_ids: [], excluded_segment_ids: [], placement_ids: [], tags: [], exclusion_group: "", complementary_product_ids: [], complementary_days: 0, excluded_product_ids: [], excluded_days: 0 },
  ...{ codes_kind: "none", shared_code: "", caps: [], variants: [], clientValue: "", companyCost: "", companyValue: "", budget: "", holdout: 0 },
  rules: { eligibility: null, applicability: null, suitability: null },
};

const draft = (rule: unknown): Group | null => (rule ? draftOf(rule as Rule) : null);

export function formOf(offer: Offer | undefined, exponent: number): OfferForm {
  if (!offer) return { ...blank, variants: [blankVariant()] };
  const { code, name, kind, from_day, to_day, priority, is_fallback, purpose, description, segment_ids, excluded_segment_ids, placement_ids } = offer;
  const { tags, exclusion_group, complementary_product_ids, complementary_days, excluded_product_ids, excluded_days, codes_kind, shared_code } = offer;
  return {
    ...{ code, name, kind, from_day, to_day, priority, is_fallback, purpose, description, segment_ids, excluded_segment_ids, placement_ids },
    ...{ tags, exclusion_group, complementary_product_ids, complementary_days, excluded_product_ids, excluded_days, codes_kind, shared_code },
    caps: offer.caps.map(({ event, limit, per, reset }) => ({ event, limit, per, reset })),
    clientValue: shown(offer.client_value_minor, exponent),
    companyCost: shown(offer.company_cost_minor, exponent),
    companyValue: shown(offer.company_value_minor, exponent),
    budget: shown(offer.budget_minor, exponent),
    holdout: offer.holdout_bp / 100,
    rules: { eligibility: draft(offer.eligibility_rule), applicability: draft(offer.applicability_rule), suitability: draft(offer.suitability_rule) },
    variants: offer.variants.map(({ price_minor, discount_value, delivery_days, ready: _, ...rest }) => ({
      ...rest,
      key: newKey(),
      price: shown(price_minor, exponent),
      discount: shown(discount_value, rest.discount_kind === "amount" ? exponent : percent),
      delivery: delivery_days ?? "",
    })),
  };
}

export function inputOf({ variants, clientValue, companyCost, companyValue, budget, holdout, rules, ...rest }: OfferForm, exponent: number): OfferInput {
  const rule = (slot: Slot) => (rules[slot] ? (ruleOf(rules[slot]) as never) : null);
  return {
    ...rest,
    client_value_minor: stored(clientValue, exponent),
    company_cost_minor: stored(companyCost, exponent),
    company_value_minor: stored(companyValue, exponent),
    budget_minor: stored(budget, exponent),
    holdout_bp: holdout === "" ? 0 : Math.round(Number(holdout) * 100),
    eligibility_rule: rule("eligibility"),
    applicability_rule: rule("applicability"),
    suitability_rule: rule("suitability"),
    variants: variants.map(({ key: _, price, discount, delivery, ...variant }) => ({
      ...variant,
      price_minor: stored(price, exponent),
      discount_value: discountOf(variant.discount_kind, discount, exponent),
      delivery_days: delivery === "" ? null : Number(delivery),
    })),
  };
}
