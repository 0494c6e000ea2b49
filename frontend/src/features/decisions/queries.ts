import { useMutation } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";

export type Decision = Schemas["Decision"];
export type DecisionRequest = Schemas["DecisionRequest"];
export type PlacementDecision = Schemas["PlacementDecision"];

/** Asks what a client would be offered, and why. */
export function useDecide() {
  return useMutation({ mutationFn: async (body: DecisionRequest) => (await client.POST("/decisions", { body })).data as Decision });
}
