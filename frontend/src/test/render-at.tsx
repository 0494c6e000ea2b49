import { QueryClient } from "@tanstack/react-query";
import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { session } from "@/api/session";
import { Providers } from "@/app/providers";
import { newRouter } from "@/app/router";
import { answers } from "./server";

export const me = {
  id: "1",
  email: "ada@example.org",
  name: "Ada Martin",
  role: "admin",
  language: "en",
  theme: "light",
  must_change_password: false,
  permissions: ["any", "read", "sell", "market", "manage", "administer"],
  organisation: { name: "Garage", currency: "EUR", currency_exponent: 2, time_zone: "Europe/Paris", country: "FR", version: 1 },
  version: 1,
};

/** Renders the whole program at an address, signed in, with the frame's own requests answered. */
export function renderAt(path: string, who: object = me) {
  session.open("token");
  answers("/me", who as never);
  answers("/portfolio", { run: null });
  answers("/jobs", { items: [], next_cursor: null, total: null });
  answers("/segments", { items: [], next_cursor: null, total: 0 });
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = newRouter(queryClient);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [path] }) } as never);
  return { router, ...render(<Providers queryClient={queryClient} router={router} />) };
}
