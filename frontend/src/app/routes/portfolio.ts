import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { runSearch } from "@/features/portfolio/run-search";
import { requirePermission } from "../guard";
import { signed } from "./root";

const home = createRoute({
  getParentRoute: () => signed,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/home/home-page"), "HomePage"),
});

const value = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/value",
  component: lazyRouteComponent(() => import("@/features/portfolio/value-page"), "ValuePage"),
});

const rfm = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/rfm",
  component: lazyRouteComponent(() => import("@/features/portfolio/rfm-page"), "RfmPage"),
});

const runs = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/runs",
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/run-list"), "RunListPage"),
});

const run = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/runs/$id",
  component: lazyRouteComponent(() => import("@/features/portfolio/run-page"), "RunPage"),
});

const settings = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/settings",
  beforeLoad: ({ context }) => requirePermission(context.me, "manage"),
  component: lazyRouteComponent(() => import("@/features/portfolio/settings-page"), "PortfolioSettingsPage"),
});

export const portfolioRoutes = [home, value, rfm, runs, run, settings];
