import { anyOf, day, listSearch } from "@/lib/list-search";

export const subscriptionSearch = listSearch({ client_id: anyOf, state: anyOf, category_id: anyOf, division_id: anyOf, start_from: day, start_to: day });
