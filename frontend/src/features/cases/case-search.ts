import { anyOf, listSearch, yesNo } from "@/lib/list-search";

export const caseSearch = listSearch({ client_id: anyOf, state: anyOf, severity: anyOf, kind: anyOf, outcome: anyOf, late: yesNo });
