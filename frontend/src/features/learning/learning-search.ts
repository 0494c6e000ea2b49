import { z } from "zod";

export const learningSearch = z.object({ strategy: z.string().optional().catch(undefined) });
