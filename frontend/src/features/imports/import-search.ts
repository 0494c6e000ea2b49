import { anyOf, listSearch } from "@/lib/list-search";

export const importSearch = listSearch({ state: anyOf });
