import { anyOf, listSearch } from "@/lib/list-search";

export const interactionSearch = listSearch({ client_id: anyOf, channel: anyOf, direction: anyOf });
