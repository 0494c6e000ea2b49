import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { meQuery } from "@/entities/me";

export type Organisation = Schemas["Organisation"];
export type OrganisationPut = Schemas["OrganisationPut"];

export function useOrganisation() {
  return api.useQuery("get", "/organisation", {});
}

export function useSettingsActions() {
  const queryClient = useQueryClient();
  return {
    changeOrganisation: async (version: number, body: OrganisationPut) => {
      await client.PUT("/organisation", { params: { header: { "If-Match": `"v${version}"` } }, body });
      await Promise.all([queryClient.invalidateQueries({ queryKey: ["get", "/organisation"] }), queryClient.invalidateQueries({ queryKey: meQuery.queryKey })]);
    },
    changePassword: (current: string, next: string) => client.POST("/me/password", { body: { current_password: current, new_password: next } }),
  };
}
