import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
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

const users = createRoute({
  getParentRoute: () => signed,
  path: "/settings/users",
  validateSearch: userSearch,
  beforeLoad: ({ context }) => requirePermission(context.me, "administer"),
  component: lazyRouteComponent(() => import("@/features/users/user-list"), "UserListPage"),
});

export const settingsRoutes = [profile, organisation, users];
