import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { useJobStarted } from "@/entities/jobs";
import type { ListData } from "@/lib/list-data";

export type Campaign = Schemas["Campaign"];
export type CampaignItem = Schemas["CampaignItem"];
export type CampaignFields = Schemas["CampaignFields"];
export type Audience = Schemas["Audience"];
export type CampaignResults = Schemas["CampaignResults"];
export type CampaignMember = Schemas["CampaignMember"];
export type Message = Schemas["Message"];
export type CampaignOffers = Schemas["CampaignOffers"];

type Query = { q?: string; sort?: string; state?: string };

export function useCampaigns({ q, sort, state }: Query): ListData<CampaignItem> {
  return asList<CampaignItem>(api.useInfiniteQuery("get", "/campaigns", { params: { query: { q, sort, state, limit: 50, total: true } } }, byCursor));
}

export const isSending = (campaign: Pick<Campaign, "state">) => campaign.state === "sending";
export const isDraft = (campaign: Pick<Campaign, "state">) => campaign.state === "draft";

export function useCampaign(id: string) {
  return api.useQuery("get", "/campaigns/{id}", { params: { path: { id } } }, { refetchInterval: (query) => (query.state.data && isSending(query.state.data) ? 3000 : false) });
}

/** Counts of the audience as saved; asked again for each version of the campaign. */
export function useAudience(campaign: Campaign) {
  return api.useQuery("post", "/campaigns/{id}/audience", { params: { path: { id: campaign.id } } }, { staleTime: 0, meta: { version: campaign.version } });
}

export function useProgress(campaign: Campaign) {
  return api.useQuery("get", "/campaigns/{id}/progress", { params: { path: { id: campaign.id } } }, { refetchInterval: (query) => (isSending(campaign) || query.state.data?.state === "sending" ? 2000 : false) });
}

export function useResults(id: string) {
  return api.useQuery("get", "/campaigns/{id}/results", { params: { path: { id } } });
}

/** What the messages carry, where offers are decided for each client; read again while it is sent. */
export function useCampaignOffers(campaign: Campaign) {
  return api.useQuery("get", "/campaigns/{id}/offers", { params: { path: { id: campaign.id } } }, { staleTime: 0, refetchInterval: isSending(campaign) ? 5000 : false });
}

export function useCampaignMembers(id: string, query: { arm?: string; state?: string; offer_id?: string; sort?: string }): ListData<CampaignMember> {
  return asList<CampaignMember>(api.useInfiniteQuery("get", "/campaigns/{id}/members", { params: { path: { id }, query: { ...query, limit: 50 } } }, byCursor));
}

export function usePreview() {
  return useMutation({
    mutationFn: async ({ id, ...body }: { id: string; client_id?: string; language?: "en" | "fr" }) => (await client.POST("/campaigns/{id}/preview", { params: { path: { id } }, body })).data,
  });
}

/** Writes on campaigns. */
export function useCampaignActions() {
  const queryClient = useQueryClient();
  const started = useJobStarted();
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/campaigns") });
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    create: async (body: CampaignFields) => {
      const { data } = await client.POST("/campaigns", { body });
      await refresh();
      return data as Campaign;
    },
    change: async (campaign: Campaign, body: CampaignFields) => {
      const { data } = await client.PUT("/campaigns/{id}", { params: { path: { id: campaign.id }, header: { "If-Match": `"v${campaign.version}"` } }, body });
      await refresh();
      return data as Campaign;
    },
    testSend: (id: string, address: string, language: "en" | "fr", client_id?: string) => client.POST("/campaigns/{id}/test_send", { ...at(id), body: { address, language, client_id } }),
    launch: async (campaign: Campaign, expected: number) => {
      await client.POST("/campaigns/{id}/launch", { params: { path: { id: campaign.id } }, body: { expected } });
      started();
      await refresh();
    },
    pause: async (id: string) => {
      await client.POST("/campaigns/{id}/pause", at(id));
      await refresh();
    },
    resume: async (id: string) => {
      await client.POST("/campaigns/{id}/resume", at(id));
      started();
      await refresh();
    },
    cancel: async (id: string) => {
      await client.POST("/campaigns/{id}/cancel", at(id));
      await refresh();
    },
    unschedule: async (id: string) => {
      await client.POST("/campaigns/{id}/unschedule", at(id));
      await refresh();
    },
    copy: async (id: string) => {
      const { data } = await client.POST("/campaigns/{id}/copy", at(id));
      await refresh();
      return data as Campaign;
    },
    archive: async (id: string) => {
      await client.POST("/campaigns/{id}/archive", at(id));
      await refresh();
    },
    restore: async (id: string) => {
      await client.POST("/campaigns/{id}/restore", at(id));
      await refresh();
    },
  };
}
