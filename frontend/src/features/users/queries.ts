import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type User = Schemas["User"];
export type UserCreate = Schemas["UserCreate"];
export type UserPut = Schemas["UserPut"];

type Query = { q?: string; sort?: string; role?: string; state?: string };

export function useUsers({ q, sort, role, state }: Query): ListData<User> {
  return asList<User>(api.useInfiniteQuery("get", "/users", { params: { query: { q, sort, role, state, limit: 50, total: true } } }, byCursor));
}

export function useUserActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/users"] });
  return {
    create: async (body: UserCreate) => {
      const { data } = await client.POST("/users", { body });
      await refresh();
      return data as Schemas["UserCreated"];
    },
    change: async (user: User, body: UserPut) => {
      await client.PUT("/users/{id}", { params: { path: { id: user.id }, header: { "If-Match": `"v${user.version}"` } }, body });
      await refresh();
    },
    resetPassword: async (user: User) => {
      const { data } = await client.POST("/users/{id}/reset_password", { params: { path: { id: user.id } } });
      return data?.one_time_password ?? "";
    },
  };
}
