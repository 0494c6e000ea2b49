import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";

export type Me = Schemas["Me"];
export type Permission = "read" | "sell" | "market" | "manage" | "administer";

/** The person signed in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }) => (await client.GET("/me", { signal })).data as Me,
  staleTime: 5 * 60_000,
});

/** The person signed in; read only below the signed-in layout, where it is always loaded. */
export function useMe(): Me {
  const me = useQueryClient().getQueryData<Me>(meQuery.queryKey);
  if (!me) throw new Error("no one is signed in");
  return me;
}

/** Whether the person may do something; a button that may not be used is not drawn. */
export function useCan(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}

export function useChangeMe() {
  const queryClient = useQueryClient();
  return api.useMutation("put", "/me", { onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me) });
}
