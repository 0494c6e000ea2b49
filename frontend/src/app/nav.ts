import {
  IconAdjustments,
  IconChartDonut3,
  IconDatabase,
  IconGift,
  IconHome2,
  IconSend,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from "@tabler/icons-react";
import type { Permission } from "@/entities/me";
import type { en } from "@/i18n/en";

type NavKey = keyof (typeof en)["shell"]["nav"];

export type NavItem = { key: NavKey; to: string; need?: Permission };
export type NavSection = { key: NavKey; icon: Icon; to: string; items: readonly NavItem[] };

/** The rail: sections and the pages in each. A section opens its first page. */
export const nav: readonly NavSection[] = [
  { key: "home", icon: IconHome2, to: "/", items: [] },
  {
    key: "clients",
    icon: IconUsers,
    to: "/clients",
    items: [
      { key: "clientList", to: "/clients" },
      { key: "contacts", to: "/contacts" },
      { key: "interactions", to: "/interactions" },
      { key: "cases", to: "/cases" },
      { key: "receivables", to: "/receivables" },
      { key: "subscriptions", to: "/subscriptions" },
      { key: "walletShares", to: "/wallet-shares" },
    ],
  },
  {
    key: "portfolio",
    icon: IconChartDonut3,
    to: "/portfolio",
    items: [
      { key: "story", to: "/portfolio" },
      { key: "value", to: "/portfolio/value" },
      { key: "rfm", to: "/portfolio/rfm" },
      { key: "matrix", to: "/portfolio/matrix" },
      { key: "lifetime", to: "/portfolio/lifetime" },
      { key: "lifeStage", to: "/portfolio/life-stage" },
      { key: "retention", to: "/portfolio/retention" },
      { key: "relationship", to: "/portfolio/relationship" },
      { key: "balance", to: "/portfolio/balance" },
      { key: "map", to: "/portfolio/map" },
      { key: "explore", to: "/portfolio/explore" },
      { key: "runs", to: "/portfolio/runs" },
      { key: "portfolioSettings", to: "/portfolio/settings", need: "manage" },
    ],
  },
  { key: "segments", icon: IconUsersGroup, to: "/segments", items: [] },
  {
    key: "offers",
    icon: IconGift,
    to: "/offers",
    items: [
      { key: "offerList", to: "/offers" },
      { key: "placements", to: "/placements" },
      { key: "collections", to: "/collections" },
      { key: "strategies", to: "/strategies" },
      { key: "capping", to: "/capping" },
      { key: "decisions", to: "/decisions" },
      { key: "learning", to: "/learning" },
    ],
  },
  { key: "campaigns", icon: IconSend, to: "/campaigns", items: [] },
  {
    key: "data",
    icon: IconDatabase,
    to: "/imports",
    items: [
      { key: "imports", to: "/imports" },
      { key: "orders", to: "/orders" },
      { key: "products", to: "/products" },
      { key: "categories", to: "/categories" },
    ],
  },
  {
    key: "settings",
    icon: IconAdjustments,
    to: "/settings/profile",
    items: [
      { key: "profile", to: "/settings/profile" },
      { key: "organisation", to: "/settings/organisation", need: "administer" },
      { key: "divisions", to: "/settings/divisions" },
      { key: "attributes", to: "/settings/attributes" },
      { key: "exchangeRates", to: "/settings/exchange-rates" },
      { key: "users", to: "/settings/users", need: "administer" },
      { key: "apiKeys", to: "/settings/api-keys", need: "administer" },
    ],
  },
];

/** The four most used, at the bottom of a phone. */
export const phoneNav: readonly NavSection["key"][] = ["home", "clients", "segments", "campaigns"];

function within(path: string, to: string): boolean {
  return to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
}

/** The section and page that an address belongs to: the page with the longest address that holds it. */
export function placeOf(path: string): { section?: NavSection; item?: NavItem } {
  for (const section of nav) {
    const items = section.items.filter((one) => within(path, one.to)).sort((a, b) => b.to.length - a.to.length);
    if (items.length > 0 || within(path, section.to)) return { section, item: items[0] };
  }
  return {};
}
