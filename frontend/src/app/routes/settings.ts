import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { attributeSearch } from "@/features/attributes/attribute-search";
import { keySearch } from "@/features/api-keys/key-search";
import { divisionSearch } from "@/features/divisions/division-search";
import { rateSearch } from "@/features/exchange-rates/rate-search";
import { userSearch } from "@/features/users/user-search";
import { requirePermission } from "../guard";
import { signed } from "./root";

const profile = createRoute({
  getParentRoute: () => signed,
  path: "/settings/profile",
  component: lazyRouteComponent(() => import("@/features/settings/profile-page"), "ProfilePage"),
});

const organisation = createRoute({
  getParentRoute: () => signed,
  path: "/settings/organisation",
  beforeLoad: ({ context }) => requirePermission(context.me, "administer"),
  component: lazyRouteComponent(() => import("@/features/settings/organisation-page"), "OrganisationPage"),
});

const divisions = createRoute({
  getParentRoute: () => signed,
  path: "/settings/divisions",
  validateSearch: divisionSearch,
  component: lazyRouteComponent(() => import("@/features/divisions/division-list"), "DivisionListPage"),
});

const attributes = createRoute({
  getParentRoute: () => signed,
  path: "/settings/attributes",
  validateSearch: attributeSearch,
  component: lazyRouteComponent(() => import("@/features/attributes/attribute-list"), "AttributeListPage"),
});

const exchangeRates = createRoute({
  getParentRoute: () => signed,
  path: "/settings/exchange-rates",
  validateSearch: rateSearch,
  component: lazyRouteComponent(() => import("@/features/exchange-rates/rate-list"), "ExchangeRateListPage"),
});

const users = createRoute({
  getParentRoute: () => signed,
  path: "/settings/users",
  validateSearch: userSearch,
  beforeLoad: ({ context }) => requirePermission(context.me, "administer"),
  component: lazyRouteComponent(() => import("@/features/users/user-list"), "UserListPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => signed,
  path: "/settings/api-keys",
  validateSearch: keySearch,
  beforeLoad: ({ context }) => requirePermission(context.me, "administer"),
  component: lazyRouteComponent(() => import("@/features/api-keys/key-list"), "ApiKeyListPage"),
});

export const settingsRoutes = [profile, organisation, divisions, attributes, exchangeRates, users, apiKeys];
