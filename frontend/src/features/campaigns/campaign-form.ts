import type { Campaign, CampaignInput } from "./queries";

export const objectives = ["sales", "retention", "reactivation", "information"] as const;

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

export function inputOf(campaign: Campaign | undefined, segmentId: string | undefined): CampaignInput {
  if (!campaign) {
    return {
      name: "",
      description: "",
      objective: "sales",
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
  const { name, description, objective, target_value, purpose, offer_id, control_share, window_days, budget_minor } = campaign;
  const { subject_en, subject_fr, html_en, html_fr, text_en, text_fr, from_name, from_email, reply_to, rate_per_minute, segment_ids, excluded_segment_ids } = campaign;
  return {
    ...{ name, description, objective, target_value, purpose, offer_id, control_share, window_days, budget_minor },
    ...{ subject_en, subject_fr, html_en, html_fr, text_en, text_fr, from_name, from_email, reply_to, rate_per_minute, segment_ids, excluded_segment_ids },
  };
}
