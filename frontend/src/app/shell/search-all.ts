import { client } from "@/api/api";

export type Hit = { noun: "client" | "order" | "product" | "segment" | "offer" | "campaign" | "page"; title: string; detail?: string; to: string; id?: string };

/** Asks every noun for the words at once; a noun that fails is left out. */
export async function searchAll(words: string, signal: AbortSignal): Promise<Hit[]> {
  const ask = { params: { query: { q: words, limit: 5 } }, signal };
  const [clients, orders, products, segments, offers, campaigns] = await Promise.allSettled([
    client.GET("/clients", ask),
    client.GET("/orders", ask),
    client.GET("/products", ask),
    client.GET("/segments", ask),
    client.GET("/offers", ask),
    client.GET("/campaigns", ask),
  ]);
  return [
    ...items(clients).map((one): Hit => ({ noun: "client", title: one.name, detail: [one.email, one.city, one.reference].filter(Boolean).join(" · "), to: "/clients/$id", id: one.id })),
    ...items(segments).map((one): Hit => ({ noun: "segment", title: one.name, to: "/segments/$id", id: one.id })),
    ...items(offers).map((one): Hit => ({ noun: "offer", title: one.name, detail: one.code, to: "/offers/$id", id: one.id })),
    ...items(campaigns).map((one): Hit => ({ noun: "campaign", title: one.name, detail: one.code, to: "/campaigns/$id", id: one.id })),
    ...items(orders).map((one): Hit => ({ noun: "order", title: one.reference, detail: one.client_name, to: "/orders/$id", id: one.id })),
    ...items(products).map((one): Hit => ({ noun: "product", title: one.name, detail: one.sku, to: "/products" })),
  ];
}

function items<T>(answer: PromiseSettledResult<{ data?: { items: T[] } }>): T[] {
  return answer.status === "fulfilled" ? (answer.value.data?.items ?? []) : [];
}
