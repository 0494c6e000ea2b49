import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/api";
import type { Filter } from "@/ui/filter-bar";

/** The filter of a list by one client, as a chip that says its name. */
export function useClientFilter(id: string | undefined): Filter {
  const { t } = useTranslation();
  const name = api.useQuery("get", "/clients/{id}", { params: { path: { id: id ?? "" } } }, { enabled: Boolean(id), staleTime: 60_000 }).data?.name;
  return useMemo(() => ({ key: "client_id", label: t("records.client"), linkOnly: true, say: () => name ?? "…" }), [t, name]);
}
