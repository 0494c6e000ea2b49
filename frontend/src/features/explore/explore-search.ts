import { z } from "zod";

export const measures = ["clients", "revenue", "margin", "orders", "average_basket", "revenue_per_client", "predicted", "predicted_per_client", "recency"] as const;
export const dimensions = ["abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend", "frat_category", "kind", "country", "region", "city", "language", "channel", "acquisition_source", "source", "category", "segment"] as const;
export type Dimension = (typeof dimensions)[number];

/** What is laid out, in the URL. */
export const exploreSearch = z.object({
  measure: z.enum(measures).optional().catch(undefined),
  rows: z.enum(dimensions).optional().catch(undefined),
  columns: z.enum(dimensions).optional().catch(undefined),
});
