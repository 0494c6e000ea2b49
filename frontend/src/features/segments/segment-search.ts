import { z } from "zod";
import { anyOf, listSearch } from "@/lib/list-search";

export const segmentSearch = listSearch({ kind: anyOf, measure: anyOf });
export const segmentPageSearch = z.object({ sort: z.string().optional().catch(undefined), tab: z.string().optional().catch(undefined) });
export const comparisonSearch = z.object({ ids: z.string().optional().catch(undefined) });
