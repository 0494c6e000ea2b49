import { anyOf, day, listSearch } from "@/lib/list-search";

export const walletShareSearch = listSearch({ client_id: anyOf, method: anyOf, state: anyOf, category_id: anyOf, from: day, to: day });
