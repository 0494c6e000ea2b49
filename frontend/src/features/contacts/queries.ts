import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Contact = Schemas["Contact"];
export type ContactCreate = Schemas["ContactCreate"];
export type ContactFields = Schemas["ContactFields"];

type Query = { q?: string; sort?: string; client_id?: string; state?: string };

export function useContacts({ q, sort, client_id, state }: Query): ListData<Contact> {
  return asList<Contact>(api.useInfiniteQuery("get", "/contacts", { params: { query: { q, sort, client_id, state, limit: 50, total: true } } }, byCursor));
}

export function useContactActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/contacts"] });
  return {
    create: async (body: ContactCreate) => {
      await client.POST("/contacts", { body });
      await refresh();
    },
    change: async (contact: Contact, body: ContactFields) => {
      await client.PUT("/contacts/{id}", { params: { path: { id: contact.id }, header: { "If-Match": `"v${contact.version}"` } }, body });
      await refresh();
    },
    archive: async (contact: Contact) => {
      await client.POST("/contacts/{id}/archive", { params: { path: { id: contact.id } } });
      await refresh();
    },
    restore: async (contact: Contact) => {
      await client.POST("/contacts/{id}/restore", { params: { path: { id: contact.id } } });
      await refresh();
    },
  };
}
