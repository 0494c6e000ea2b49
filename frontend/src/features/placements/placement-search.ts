import { anyOf, listSearch } from "@/lib/list-search";

export const placementSearch = listSearch({ state: anyOf });
