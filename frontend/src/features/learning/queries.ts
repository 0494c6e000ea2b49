import { api, client, type Schemas } from "@/api/api";
import { download } from "@/lib/csv";

export type Report = Schemas["LearningReport"];
export type Arm = Schemas["LearningArm"];
export type Policy = Schemas["LearningPolicy"];
export type Interval = Schemas["Interval"];

export function useLearningReport(id: string | undefined) {
  return api.useQuery("get", "/strategies/{id}/learning", { params: { path: { id: id ?? "" } } }, { enabled: Boolean(id), staleTime: 15_000 });
}

/** Downloads the decisions that `clientele analyse offpolicy` reads. */
export async function downloadLog(id: string) {
  const { data } = await client.GET("/strategies/{id}/decision_log", { params: { path: { id } }, parseAs: "blob" });
  download(`decisions-${id}.csv`, data as unknown as Blob);
}
