import { anyOf, day, listSearch, yesNo } from "@/lib/list-search";

export const orderSearch = listSearch({ kind: anyOf, status: anyOf, channel: anyOf, client_id: anyOf, from: day, to: day, anonymous: yesNo });
