import { anyOf, listSearch } from "@/lib/list-search";

export const cappingSearch = listSearch({ scope: anyOf });
