import type { Offer, OfferInput, VariantInput } from "./queries";

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
export type OfferForm = Omit<OfferInput, "variants" | "client_value_minor" | "company_cost_minor"> & {
  variants: VariantForm[];
  clientValue: number | string;
  companyCost: number | string;
};

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

export function formOf(offer: Offer | undefined, exponent: number): OfferForm {
  if (!offer) {
    return { code: "", name: "", kind: "discount", from_day: null, to_day: null, priority: 50, is_fallback: false, purpose: "", description: "", segment_ids: [], excluded_segment_ids: [], placement_ids: [], variants: [blankVariant()], clientValue: "", companyCost: "" };
  }
  const { code, name, kind, from_day, to_day, priority, is_fallback, purpose, description, segment_ids, excluded_segment_ids, placement_ids } = offer;
  return {
    ...{ code, name, kind, from_day, to_day, priority, is_fallback, purpose, description, segment_ids, excluded_segment_ids, placement_ids },
    clientValue: shown(offer.client_value_minor, exponent),
    companyCost: shown(offer.company_cost_minor, exponent),
    variants: offer.variants.map(({ price_minor, discount_value, delivery_days, ready: _, ...rest }) => ({
      ...rest,
      key: newKey(),
      price: shown(price_minor, exponent),
      discount: shown(discount_value, rest.discount_kind === "amount" ? exponent : percent),
      delivery: delivery_days ?? "",
    })),
  };
}

export function inputOf({ variants, clientValue, companyCost, ...rest }: OfferForm, exponent: number): OfferInput {
  return {
    ...rest,
    client_value_minor: stored(clientValue, exponent),
    company_cost_minor: stored(companyCost, exponent),
    variants: variants.map(({ key: _, price, discount, delivery, ...variant }) => ({
      ...variant,
      price_minor: stored(price, exponent),
      discount_value: discountOf(variant.discount_kind, discount, exponent),
      delivery_days: delivery === "" ? null : Number(delivery),
    })),
  };
}
