import { anyOf, listSearch } from "@/lib/list-search";

export const productSearch = listSearch({ category_id: anyOf, state: anyOf });
