import { z } from "zod";
import { reportSearch } from "@/lib/report-search";

export const questions = ["reference", "growing", "other_division"] as const;
export type Question = (typeof questions)[number];

/** The matrix in the URL: before or after the guards, points or cells, and whose answer the list waits for. */
export const matrixSearch = reportSearch.extend({
  raw: z.boolean().optional().catch(undefined),
  view: z.enum(["points", "cells"]).optional().catch(undefined),
  open: z.enum(questions).optional().catch(undefined),
  sort: z.enum(["-potential", "potential", "-revenue", "revenue", "name", "-name", "-last_order", "last_order"]).optional().catch(undefined),
});

export type MatrixSearch = z.infer<typeof matrixSearch>;
