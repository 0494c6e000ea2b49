import { listSearch } from "@/lib/list-search";

export const categorySearch = listSearch({});
