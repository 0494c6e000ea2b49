import { anyOf, day, listSearch, yesNo } from "@/lib/list-search";

export const receivableSearch = listSearch({ client_id: anyOf, state: anyOf, overdue: yesNo, due_from: day, due_to: day });
