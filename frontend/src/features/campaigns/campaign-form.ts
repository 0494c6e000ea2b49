import type { TFunction } from "i18next";
import { pick } from "@/lib/pick";
import type { Campaign, CampaignFields } from "./queries";

export const objectives = ["revenue", "orders", "retention", "conquest", "information"] as const;

/** A plain, readable letter to start from; the offer's block stays away where the campaign has none. */
function letter(hello: string, stop: string): string {
  return `<div style="font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55;color:#15201f;max-width:560px;margin:0 auto;padding:28px 24px">
  <p style="font-size:20px;font-weight:bold;margin:0 0 16px">${hello}</p>
  {% if offer.title %}
  <h1 style="font-size:24px;line-height:1.25;margin:0 0 8px">{{ offer.title }}</h1>
  <p style="margin:0 0 20px">{{ offer.text }}</p>
  {% endif %}
  <p style="font-size:13px;color:#5d6c68;border-top:1px solid #e0e7e5;padding-top:16px;margin-top:32px">
    <a href="{{ unsubscribe_url }}" style="color:#5d6c68">${stop}</a>
  </p>
</div>`;
}

const starter = {
  fr: letter("Bonjour {{ client.first_name | default: client.name }},", "Ne plus recevoir ces messages"),
  en: letter("Hello {{ client.first_name | default: client.name }},", "Stop these messages"),
};

const everywhere = ["{{ client.first_name }}", "{{ client.name }}", "{{ offer.title }}", "{{ offer.text }}", "{{ offer.code }}", "{{ unsubscribe_url }}"];

/** Says whether the offers are decided for each client. */
export const isDecided = (campaign: { placement_id?: string | null }) => Boolean(campaign.placement_id);

/** What a campaign can fill in from the client and the offer; where offers are decided for each client there may be several, or none. */
export function fillIns(decided: boolean): string[] {
  return decided ? [...everywhere, "{{ offer.token }}", "{% if offer %}…{% endif %}", "{% for offer in offers %}…{% endfor %}"] : everywhere;
}

/** The name of a text of a message with its language; empty for other fields. */
export function textName(t: TFunction, field: string): string {
  const [, part, language] = /^(subject|html|text)_(en|fr)$/.exec(field) ?? [];
  return part && language ? `${t(`campaigns.field.${part as "html"}`)} (${t(`language.${language as "fr"}`)})` : "";
}

export function inputOf(campaign: Campaign | undefined, segmentId: string | undefined): CampaignFields {
  if (!campaign) {
    return {
      name: "",
      description: "",
      objective: "revenue",
      purpose: "marketing",
      offer_id: null,
      placement_id: null,
      without_offer: "skip",
      control_share: 0.1,
      window_days: 30,
      budget_minor: null,
      subject_en: "",
      subject_fr: "",
      html_en: starter.en,
      html_fr: starter.fr,
      text_en: "",
      text_fr: "",
      from_name: "",
      from_email: "",
      reply_to: "",
      rate_per_minute: 600,
      segment_ids: segmentId ? [segmentId] : [],
      excluded_segment_ids: [],
    };
  }
  return { ...pick(campaign, fields), name: campaign.name };
}

const fields = [
  ...(["code", "name", "description", "objective", "target_value", "purpose", "offer_id", "placement_id", "without_offer", "segment_ids", "excluded_segment_ids", "control_share", "window_days"] as const),
  ...(["budget_minor", "fixed_cost_minor", "contact_cost_micro", "subject_en", "subject_fr", "html_en", "html_fr", "text_en", "text_fr"] as const),
  ...(["from_name", "from_email", "reply_to", "rate_per_minute", "scheduled_at", "owner_id"] as const),
];
