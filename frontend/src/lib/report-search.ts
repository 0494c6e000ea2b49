import { z } from "zod";

/** What an analysis of the portfolio is asked about in the URL: an older run, one division. */
export const reportSearch = z.object({ run: z.string().optional().catch(undefined), division_id: z.string().optional().catch(undefined) });

export type ReportSearch = z.infer<typeof reportSearch>;
