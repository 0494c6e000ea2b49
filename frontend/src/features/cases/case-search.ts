import { anyOf, listSearch } from "@/lib/list-search";

export const caseSearch = listSearch({ client_id: anyOf, state: anyOf, severity: anyOf, kind: anyOf });
