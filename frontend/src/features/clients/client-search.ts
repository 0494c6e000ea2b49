import { z } from "zod";
import { anyOf, listSearch, yesNo } from "@/lib/list-search";

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
  owner_id: anyOf,
  prospect: yesNo,
});

export const clientTabs = ["value", "orders", "interactions", "contacts", "segments", "offers", "consents"] as const;

/** One client in the URL: the open tab. */
export const clientPageSearch = z.object({ tab: z.enum(clientTabs).optional().catch(undefined) });
