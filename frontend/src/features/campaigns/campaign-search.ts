import { z } from "zod";
import { anyOf, listSearch } from "@/lib/list-search";

export const campaignSearch = listSearch({ state: anyOf });
export const campaignPageSearch = z.object({
  tab: z.enum(["results", "offers", "members", "message"]).optional().catch(undefined),
  arm: z.string().optional().catch(undefined),
  state: z.string().optional().catch(undefined),
  offer_id: z.string().optional().catch(undefined),
});
export const newCampaignSearch = z.object({ segment_id: z.string().optional().catch(undefined) });
