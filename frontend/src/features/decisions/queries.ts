import { useMutation } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { download } from "@/lib/csv";

export type Decision = Schemas["Decision"];
export type DecisionRequest = Schemas["DecisionRequest"];
export type PlacementDecision = Schemas["PlacementDecision"];

/** Asks what a client would be offered, and why. */
export function useDecide() {
  return useMutation({ mutationFn: async (body: DecisionRequest) => (await client.POST("/decisions", { body })).data as Decision });
}

/** Downloads what every active member of a segment would be offered. */
export async function decideForSegment(body: Schemas["DecisionBatch"]) {
  const { data } = await client.POST("/decisions/export", { body, parseAs: "blob" });
  download(`decisions.${body.format ?? "csv"}`, data as unknown as Blob);
}
