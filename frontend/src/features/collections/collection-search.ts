import { anyOf, listSearch } from "@/lib/list-search";

export const collectionSearch = listSearch({ state: anyOf });
