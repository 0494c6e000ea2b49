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
    ],
  },
  {
    key: "portfolio",
    icon: IconChartDonut3,
    to: "/portfolio/value",
    items: [
      { key: "value", to: "/portfolio/value" },
      { key: "rfm", to: "/portfolio/rfm" },
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
      { key: "decisions", to: "/decisions" },
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
    ],
  },
  {
    key: "settings",
    icon: IconAdjustments,
    to: "/settings/profile",
    items: [
      { key: "profile", to: "/settings/profile" },
      { key: "organisation", to: "/settings/organisation", need: "administer" },
      { key: "users", to: "/settings/users", need: "administer" },
    ],
  },
];

/** The four most used, at the bottom of a phone. */
export const phoneNav: readonly NavSection["key"][] = ["home", "clients", "segments", "campaigns"];

function within(path: string, to: string): boolean {
  return to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
}

/** The section and page that an address belongs to. */
export function placeOf(path: string): { section?: NavSection; item?: NavItem } {
  for (const section of nav) {
    const item = section.items.find((one) => within(path, one.to));
    if (item || within(path, section.to)) return { section, item };
  }
  return {};
}
