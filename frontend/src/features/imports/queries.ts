import { keepPreviousData, useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { useJobStarted } from "@/entities/jobs";
import type { ListData } from "@/lib/list-data";

export type Import = Schemas["Import"];
export type ImportSettings = Schemas["ImportSettings"];
export type ImportSettingsPut = Schemas["ImportSettingsPut"];
export type ImportPreset = Schemas["ImportPreset"];
export type ImportField = Schemas["ImportField"];
export type ImportOutcome = Schemas["ImportOutcome"];
export type Preview = Schemas["ImportPreview"];

export const isBusy = (one: Pick<Import, "state">) => one.state === "queued" || one.state === "running";

export function useImports({ sort, state }: { sort?: string; state?: string }): ListData<Import> {
  return asList<Import>(api.useInfiniteQuery("get", "/imports", { params: { query: { sort, state, limit: 50 } } }, byCursor));
}

export function useImport(id: string) {
  return api.useQuery("get", "/imports/{id}", { params: { path: { id } } }, { refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? 1000 : false) });
}

export function usePresets() {
  return api.useQuery("get", "/import_presets", {}, { staleTime: Number.POSITIVE_INFINITY });
}

export function useMappings() {
  return api.useQuery("get", "/import_mappings", { params: { query: { limit: 100 } } });
}

/** Twenty lines as they would be stored, for the settings saved last. */
export function useImportPreview(one: Import, enabled: boolean) {
  return api.useQuery("post", "/imports/{id}/preview", { params: { path: { id: one.id } } }, { enabled, staleTime: 0, placeholderData: keepPreviousData });
}

export function useImportActions() {
  const queryClient = useQueryClient();
  const started = useJobStarted();
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/imports") });
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    upload: async (file: File) => {
      const body = new FormData();
      body.append("file", file);
      const { data } = await client.POST("/imports", { body: body as never, bodySerializer: (form: unknown) => form as FormData });
      await refresh();
      return data as Import;
    },
    settings: async (one: Import, body: ImportSettingsPut) => {
      const { data } = await client.PUT("/imports/{id}/settings", { params: { path: { id: one.id }, header: { "If-Match": `"v${one.version}"` } }, body });
      await refresh();
      return data as Import;
    },
    start: async (id: string, dryRun: boolean) => {
      await client.POST("/imports/{id}/start", { ...at(id), body: { dry_run: dryRun } });
      started();
      await refresh();
    },
    cancel: async (id: string) => {
      await client.POST("/imports/{id}/cancel", at(id));
      await refresh();
    },
    resume: async (id: string) => {
      await client.POST("/imports/{id}/resume", at(id));
      started();
      await refresh();
    },
    saveMapping: async (name: string, settings: ImportSettings) => {
      await client.POST("/import_mappings", { body: { name, preset: settings.preset, mapping: settings.mapping, options: settings.options } });
      await queryClient.invalidateQueries({ queryKey: ["get", "/import_mappings"] });
    },
    rejects: async (id: string) => {
      const { data } = await client.GET("/imports/{id}/rejects", { ...at(id), parseAs: "blob" });
      return data as unknown as Blob;
    },
  };
}
