import { anyOf, listSearch } from "@/lib/list-search";

export const subscriptionSearch = listSearch({ client_id: anyOf, state: anyOf });
