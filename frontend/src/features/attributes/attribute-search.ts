import { anyOf, listSearch } from "@/lib/list-search";

export const attributeSearch = listSearch({ state: anyOf, type: anyOf });
