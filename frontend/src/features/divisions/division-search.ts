import { listSearch } from "@/lib/list-search";

export const divisionSearch = listSearch({});
