import { z } from "zod";
import { anyOf, day, listSearch, yesNo } from "@/lib/list-search";

/** The clients list in the URL. */
export const clientSearch = listSearch({
  kind: anyOf,
  state: anyOf,
  abc: anyOf,
  rfm_group: anyOf,
  r: anyOf,
  f: anyOf,
  m: anyOf,
  segment_id: anyOf,
  country: anyOf,
  city: anyOf,
  source: anyOf,
  region: anyOf,
  language: anyOf,
  channel: anyOf,
  acquisition_source: anyOf,
  bought_category_id: anyOf,
  without: anyOf,
  owner_id: anyOf,
  prospect: yesNo,
  division_id: anyOf,
  quadrant: anyOf,
  raw_quadrant: anyOf,
  guard_reference: anyOf,
  guard_growing: anyOf,
  guard_other_division: anyOf,
  relationship: anyOf,
  doubt: anyOf,
  satisfied_leaving: yesNo,
  life_stage: anyOf,
  trend: anyOf,
  frat_focus: anyOf,
  frat_category_id: anyOf,
  tier: anyOf,
  alive_min: anyOf,
  alive_max: anyOf,
  predicted_min_minor: anyOf,
  predicted_max_minor: anyOf,
  actual_min_minor: anyOf,
  actual_max_minor: anyOf,
  potential_min_minor: anyOf,
  potential_max_minor: anyOf,
  due_from: day,
  due_to: day,
  first_from: day,
  first_to: day,
  last_from: day,
  last_to: day,
});

export const clientTabs = ["value", "orders", "interactions", "receivables", "subscriptions", "wallet", "contacts", "segments", "offers", "consents"] as const;

/** One client in the URL: the open tab. */
export const clientPageSearch = z.object({ tab: z.enum(clientTabs).optional().catch(undefined) });
