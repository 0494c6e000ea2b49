import { anyOf, listSearch } from "@/lib/list-search";

export const receivableSearch = listSearch({ client_id: anyOf, state: anyOf });
