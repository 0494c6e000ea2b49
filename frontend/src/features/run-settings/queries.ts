import { useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api, client, type Schemas } from "@/api/api";
import { useJobStarted } from "@/entities/jobs";

export type Settings = Schemas["PortfolioSettings"];
export type Tier = Settings["tiers"][number];
export type MapLine = Settings["rfm_map"][number];

/** The settings and the version that a change must name. */
export type Kept = { settings: Settings; etag: string };

const settingsKey = ["get", "/portfolio/settings"];

/** The settings with the version that a change must name; it travels in the ETag. */
export function useSettings() {
  return useQuery({
    queryKey: settingsKey,
    queryFn: async ({ signal }): Promise<Kept> => {
      const { data, response } = await client.GET("/portfolio/settings", { signal });
      return { settings: data as Settings, etag: response.headers.get("ETag") ?? "" };
    },
  });
}

export function useSettingsActions() {
  const queryClient = useQueryClient();
  const started = useJobStarted();
  return {
    /** Saves and gives what was kept. */
    change: async (etag: string, body: Settings) => {
      const { data, response } = await client.PUT("/portfolio/settings", { params: { header: { "If-Match": etag } }, body });
      const kept: Kept = { settings: data as Settings, etag: response.headers.get("ETag") ?? "" };
      queryClient.setQueryData(settingsKey, kept);
      return kept;
    },
    /** Starts a preview and gives its job. */
    preview: async (settings: Settings, asOf: string | undefined) => {
      const { data } = await client.POST("/portfolio_runs/preview", { body: { settings, as_of: asOf } });
      started();
      return data?.id ?? null;
    },
  };
}

/** The day that a run would be proposed for. */
export function useSuggestedDay(): string | undefined {
  return api.useQuery("get", "/portfolio/suggestion", {}).data?.as_of;
}

const measure = z.enum(["abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend"]);
const cuts = z.object({ actual_minor: z.number(), potential_minor: z.number(), abc: z.array(z.object({ class: z.string(), lowest_minor: z.number() })) });

/** What a preview's job answers; results of jobs have no shape in the API's own description. */
const preview = z.object({
  as_of: z.string(),
  classes: z.array(z.object({ measure, value: z.string(), clients: z.number(), clients_now: z.number(), revenue_minor: z.number(), revenue_now_minor: z.number() })),
  moved: z.array(z.object({ measure, stayed: z.number(), up: z.number(), down: z.number() })),
  cuts,
  cuts_now: cuts.nullable(),
});

export type Preview = z.infer<typeof preview>;
export type PreviewMeasure = z.infer<typeof measure>;

/** The result of a preview that is done. */
export function previewOf(result: unknown): Preview | null {
  const read = preview.safeParse(result);
  return read.success ? read.data : null;
}
