import { z } from "zod";
import { anyOf, listSearch } from "@/lib/list-search";

export const offerSearch = listSearch({ state: anyOf, kind: anyOf });
export const offerPageSearch = z.object({ tab: z.enum(["edit", "variants", "results"]).optional().catch(undefined) });
