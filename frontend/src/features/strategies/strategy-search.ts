import { anyOf, listSearch } from "@/lib/list-search";

export const strategySearch = listSearch({ state: anyOf });
