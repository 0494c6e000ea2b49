import { listSearch } from "@/lib/list-search";

export const runSearch = listSearch({});
