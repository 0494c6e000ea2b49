import { anyOf, listSearch } from "@/lib/list-search";

export const rateSearch = listSearch({ currency: anyOf });
