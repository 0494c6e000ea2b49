import { QueryClient } from "@tanstack/react-query";
import createClient from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import { asProblem } from "@/lib/problem";
import type { components, paths } from "./schema";
import { idempotencyKey, send } from "./send";

/** The typed client: every path, parameter and body comes from the generated schema. */
export const client = createClient<paths>({ baseUrl: `${location.origin}/api/v1`, fetch: send, credentials: "same-origin" });

client.use({
  onRequest({ request }) {
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", idempotencyKey());
    return request;
  },
});

/** The same client as React hooks. */
export const api = createQueryClient(client);

export type Schemas = components["schemas"];

export function newQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, thrown) => {
          const { kind } = asProblem(thrown);
          return failures < 2 && (kind === "offline" || kind === "unavailable");
        },
      },
    },
  });
}
