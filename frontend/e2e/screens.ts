import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A screen: its name, its route, and the address that is walked where that differs. A list leads to records. */
export type Screen = { name: string; route: string; path?: string; leads?: string };

const screen = (name: string, route: string, more: Partial<Screen> = {}): Screen => ({ name, route, ...more });

/** A list, whose lines lead to records under the same address. */
const list = (name: string, route: string, more: Partial<Screen> = {}) => screen(name, route, { leads: `${route}/`, ...more });

/** Every screen behind the sign-in, with the records of each kind that `of` names. */
export const screensWith = (of: Record<"client" | "company" | "segment" | "rule" | "strategy" | "offer" | "campaign" | "import" | "order" | "run", string>): readonly Screen[] => [
  screen("home", "/"),
  list("clients", "/clients"),
  list("clients-filtered", "/clients", { path: "/clients?abc=A,B&sort=-revenue" }),
  screen("client", "/clients/$id", { path: `/clients/${of.client}` }),
  screen("company", "/clients/$id", { path: `/clients/${of.company}` }),
  screen("contacts", "/contacts"),
  screen("interactions", "/interactions"),
  screen("cases", "/cases"),
  screen("receivables", "/receivables"),
  screen("subscriptions", "/subscriptions"),
  screen("wallet-shares", "/wallet-shares"),
  screen("story", "/portfolio"),
  screen("value", "/portfolio/value"),
  screen("rfm", "/portfolio/rfm"),
  screen("matrix", "/portfolio/matrix"),
  screen("lifetime", "/portfolio/lifetime"),
  screen("life-stage", "/portfolio/life-stage"),
  screen("retention", "/portfolio/retention"),
  screen("relationship", "/portfolio/relationship"),
  screen("balance", "/portfolio/balance"),
  screen("map", "/portfolio/map"),
  screen("explore", "/portfolio/explore", { path: "/portfolio/explore?rows=rfm_group&columns=abc" }),
  list("runs", "/portfolio/runs"),
  screen("run", "/portfolio/runs/$id", { path: `/portfolio/runs/${of.run}` }),
  screen("portfolio-settings", "/portfolio/settings"),
  list("segments", "/segments"),
  screen("segment", "/segments/$id", { path: `/segments/${of.segment}` }),
  screen("segment-rule", "/segments/$id", { path: `/segments/${of.rule}` }),
  screen("segment-edit", "/segments/$id/edit", { path: `/segments/${of.rule}/edit` }),
  screen("segment-new", "/segments/new"),
  screen("segment-compare", "/segments/compare", { path: `/segments/compare?ids=${of.segment},${of.rule}` }),
  list("offers", "/offers"),
  screen("offer-calendar", "/offers/calendar"),
  screen("offer-new", "/offers/new"),
  screen("offer", "/offers/$id", { path: `/offers/${of.offer}` }),
  screen("placements", "/placements"),
  screen("collections", "/collections"),
  screen("capping", "/capping"),
  list("strategies", "/strategies"),
  screen("strategy-new", "/strategies/new"),
  screen("strategy", "/strategies/$id", { path: `/strategies/${of.strategy}` }),
  screen("learning", "/learning"),
  screen("decisions", "/decisions"),
  list("campaigns", "/campaigns"),
  screen("campaign-new", "/campaigns/new"),
  screen("campaign", "/campaigns/$id", { path: `/campaigns/${of.campaign}` }),
  list("imports", "/imports"),
  screen("upload", "/imports/new"),
  screen("import", "/imports/$id", { path: `/imports/${of.import}` }),
  list("orders", "/orders"),
  screen("order", "/orders/$id", { path: `/orders/${of.order}` }),
  screen("products", "/products"),
  screen("categories", "/categories"),
  screen("profile", "/settings/profile"),
  screen("organisation", "/settings/organisation"),
  screen("divisions", "/settings/divisions"),
  screen("attributes", "/settings/attributes"),
  screen("exchange-rates", "/settings/exchange-rates"),
  screen("api-keys", "/settings/api-keys"),
  screen("users", "/settings/users"),
  screen("missing", "*", { path: "/nowhere" }),
];

/** The screens for those who are not signed in. */
export const entries: readonly Screen[] = [screen("sign-in", "/sign-in"), screen("new-password", "/new-password")];

/** Every route that the router knows, as its files declare them. */
export function routes(): string[] {
  const folder = resolve(import.meta.dirname, "../src/app/routes");
  return readdirSync(folder).flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/\bpath: "([^"]+)"/g)].map((match) => match[1]!));
}
