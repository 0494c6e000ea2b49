import { listSearch } from "@/lib/list-search";

export const keySearch = listSearch({});
