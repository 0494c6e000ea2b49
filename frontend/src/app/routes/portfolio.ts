import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { exploreSearch } from "@/features/explore/explore-search";
import { matrixSearch } from "@/features/matrix/matrix-search";
import { runSearch } from "@/features/portfolio/run-search";
import { migrationSearch } from "@/lib/migration-search";
import { reportSearch } from "@/lib/report-search";
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
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/value-page"), "ValuePage"),
});

const rfm = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/rfm",
  validateSearch: migrationSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/rfm-page"), "RfmPage"),
});

const explore = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/explore",
  validateSearch: exploreSearch,
  component: lazyRouteComponent(() => import("@/features/explore/explore-page"), "ExplorePage"),
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
  validateSearch: migrationSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/run-page"), "RunPage"),
});

const settings = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/settings",
  beforeLoad: ({ context }) => requirePermission(context.me, "manage"),
  component: lazyRouteComponent(() => import("@/features/run-settings/settings-page"), "PortfolioSettingsPage"),
});

const story = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/story/story-page"), "StoryPage"),
});

const matrix = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/matrix",
  validateSearch: matrixSearch,
  component: lazyRouteComponent(() => import("@/features/matrix/matrix-page"), "MatrixPage"),
});

const lifetime = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/lifetime",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/lifetime/lifetime-page"), "LifetimePage"),
});

const lifeStage = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/life-stage",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/life-stage/life-stage-page"), "LifeStagePage"),
});

const retention = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/retention",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/retention/retention-page"), "RetentionPage"),
});

const balance = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/balance",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/balance/balance-page"), "BalancePage"),
});

const relationship = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/relationship",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/relationship/relationship-page"), "RelationshipPage"),
});

const map = createRoute({
  getParentRoute: () => signed,
  path: "/portfolio/map",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("@/features/map/map-page"), "MapPage"),
});

export const portfolioRoutes = [explore, home, value, rfm, runs, run, settings, story, matrix, lifetime, lifeStage, retention, balance, relationship, map];
