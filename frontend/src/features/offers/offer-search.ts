import { anyOf, listSearch } from "@/lib/list-search";

export const offerSearch = listSearch({ state: anyOf, kind: anyOf });
