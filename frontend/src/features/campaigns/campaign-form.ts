import { pick } from "@/lib/pick";
import type { Campaign, CampaignFields } from "./queries";

export const objectives = ["revenue", "orders", "retention", "conquest", "information"] as const;

const starter = {
  fr: `<h1>Bonjour {{ client.first_name | default: "à vous" }},</h1>
<p>{{ offer.title }}</p>
<p>{{ offer.text }}</p>
<p><a href="{{ unsubscribe_url }}">Ne plus recevoir ces messages</a></p>`,
  en: `<h1>Hello {{ client.first_name | default: "there" }},</h1>
<p>{{ offer.title }}</p>
<p>{{ offer.text }}</p>
<p><a href="{{ unsubscribe_url }}">Stop these messages</a></p>`,
};

/** What a campaign can fill in from the client and the offer. */
export const fillIns = ["{{ client.first_name }}", "{{ client.name }}", "{{ offer.title }}", "{{ offer.text }}", "{{ unsubscribe_url }}"] as const;

export function inputOf(campaign: Campaign | undefined, segmentId: string | undefined): CampaignFields {
  if (!campaign) {
    return {
      name: "",
      description: "",
      objective: "revenue",
      purpose: "marketing",
      offer_id: null,
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
  ...(["code", "name", "description", "objective", "target_value", "purpose", "offer_id", "segment_ids", "excluded_segment_ids", "control_share", "window_days"] as const),
  ...(["budget_minor", "fixed_cost_minor", "contact_cost_micro", "subject_en", "subject_fr", "html_en", "html_fr", "text_en", "text_fr"] as const),
  ...(["from_name", "from_email", "reply_to", "rate_per_minute", "scheduled_at", "owner_id"] as const),
];
