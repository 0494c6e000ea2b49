import { anyOf, listSearch } from "@/lib/list-search";

export const walletShareSearch = listSearch({ client_id: anyOf });
