import { z } from "zod";
import { reportSearch } from "./report-search";

export const migrationMeasures = ["abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend"] as const;
export type MigrationMeasure = (typeof migrationMeasures)[number];

/** An analysis that follows clients between two runs: the class and the runs, in the URL. */
export const migrationSearch = reportSearch.extend({
  measure: z.enum(migrationMeasures).optional().catch(undefined),
  from_run: z.string().optional().catch(undefined),
  to_run: z.string().optional().catch(undefined),
});

export type MigrationSearch = z.infer<typeof migrationSearch>;
