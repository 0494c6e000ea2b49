import { anyOf, listSearch } from "@/lib/list-search";

export const contactSearch = listSearch({ client_id: anyOf, state: anyOf });
