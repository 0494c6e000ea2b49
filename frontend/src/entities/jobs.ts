import { useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/api";

export type Job = Schemas["Job"];

export const jobEnded = (job: Job) => job.state === "done" || job.state === "failed" || job.state === "cancelled";

/** The newest jobs; asked again every two seconds while one runs. */
export function useJobs() {
  return api.useQuery(
    "get",
    "/jobs",
    { params: { query: { limit: 20 } } },
    {
      staleTime: 1000,
      refetchInterval: (query) => (query.state.data?.items.some((job) => !jobEnded(job)) ? 2000 : 60_000),
    },
  );
}

/** One job, followed until it ends. */
export function useJob(id: string | null | undefined) {
  return api.useQuery(
    "get",
    "/jobs/{id}",
    { params: { path: { id: id ?? "" } } },
    { enabled: Boolean(id), staleTime: 0, refetchInterval: (query) => (query.state.data && jobEnded(query.state.data) ? false : 1000) },
  );
}

export function useCancelJob() {
  const queryClient = useQueryClient();
  return api.useMutation("post", "/jobs/{id}/cancel", { onSettled: () => queryClient.invalidateQueries({ queryKey: ["get", "/jobs"] }) });
}

/** Tells the tray that a job was just started. */
export function useJobStarted() {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: ["get", "/jobs"] });
}
