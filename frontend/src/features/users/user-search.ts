import { anyOf, listSearch } from "@/lib/list-search";

export const userSearch = listSearch({ role: anyOf, state: anyOf });
