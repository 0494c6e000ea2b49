import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { readLater } from "@/lib/read-later";

export type ClientCard = Schemas["ClientCard"];
export type ClientGuard = Schemas["ClientGuard"];
export type Guard = ClientGuard["guard"];
export type GuardAnswerFields = Schemas["GuardAnswerFields"];
export type DecisionFields = Schemas["RelationshipDecisionFields"];
export type Reason = Schemas["CardReason"];

export function useGuardHistory(id: string, enabled: boolean) {
  return api.useQuery("get", "/clients/{id}/guards", { params: { path: { id }, query: { limit: 50 } } }, { enabled });
}

export function useDecisionHistory(id: string, enabled: boolean) {
  return api.useQuery("get", "/clients/{id}/relationship_decisions", { params: { path: { id }, query: { limit: 50 } } }, { enabled });
}

/** What a person says of a client: answers to guards, decisions. The figures follow within a second or so, so they are read again. */
export function useJudgements(id: string) {
  const queryClient = useQueryClient();
  const refresh = async () => {
    const again = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients") });
    readLater(again);
    await again();
  };
  const path = { id };
  return {
    answer: async (body: GuardAnswerFields) => {
      await client.POST("/clients/{id}/guards", { params: { path }, body });
      await refresh();
    },
    withdraw: async (guard: Guard, reason: string) => {
      await client.POST("/clients/{id}/guards/{guard}/withdraw", { params: { path: { id, guard } }, body: { reason } });
      await refresh();
    },
    decide: async (body: DecisionFields) => {
      await client.POST("/clients/{id}/relationship_decisions", { params: { path }, body });
      await refresh();
    },
  };
}
