import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { campaignPageSearch, campaignSearch, newCampaignSearch } from "@/features/campaigns/campaign-search";
import { cappingSearch } from "@/features/capping/capping-search";
import { collectionSearch } from "@/features/collections/collection-search";
import { learningSearch } from "@/features/learning/learning-search";
import { strategySearch } from "@/features/strategies/strategy-search";
import { offerPageSearch, offerSearch } from "@/features/offers/offer-search";
import { placementSearch } from "@/features/placements/placement-search";
import { comparisonSearch, segmentPageSearch, segmentSearch } from "@/features/segments/segment-search";
import { requirePermission } from "../guard";
import { signed } from "./root";

const segments = createRoute({
  getParentRoute: () => signed,
  path: "/segments",
  validateSearch: segmentSearch,
  component: lazyRouteComponent(() => import("@/features/segments/segment-list"), "SegmentListPage"),
});

const segment = createRoute({
  getParentRoute: () => signed,
  path: "/segments/$id",
  validateSearch: segmentPageSearch,
  component: lazyRouteComponent(() => import("@/features/segments/segment-page"), "SegmentPage"),
});

const newRuleSegment = createRoute({
  getParentRoute: () => signed,
  path: "/segments/new",
  beforeLoad: ({ context }) => requirePermission(context.me, "market"),
  component: lazyRouteComponent(() => import("@/features/segments/rule-segment-page"), "NewRuleSegmentPage"),
});

const ruleSegment = createRoute({
  getParentRoute: () => signed,
  path: "/segments/$id/edit",
  beforeLoad: ({ context }) => requirePermission(context.me, "market"),
  component: lazyRouteComponent(() => import("@/features/segments/rule-segment-page"), "RuleSegmentPage"),
});

const comparison = createRoute({
  getParentRoute: () => signed,
  path: "/segments/compare",
  validateSearch: comparisonSearch,
  component: lazyRouteComponent(() => import("@/features/segments/comparison-page"), "ComparisonPage"),
});

const offers = createRoute({
  getParentRoute: () => signed,
  path: "/offers",
  validateSearch: offerSearch,
  component: lazyRouteComponent(() => import("@/features/offers/offer-list"), "OfferListPage"),
});

const newOffer = createRoute({
  getParentRoute: () => signed,
  path: "/offers/new",
  beforeLoad: ({ context }) => requirePermission(context.me, "market"),
  component: lazyRouteComponent(() => import("@/features/offers/offer-page"), "NewOfferPage"),
});

const offerCalendar = createRoute({
  getParentRoute: () => signed,
  path: "/offers/calendar",
  component: lazyRouteComponent(() => import("@/features/offers/offer-calendar"), "OfferCalendarPage"),
});

const offer = createRoute({
  getParentRoute: () => signed,
  path: "/offers/$id",
  validateSearch: offerPageSearch,
  component: lazyRouteComponent(() => import("@/features/offers/offer-page"), "OfferPage"),
});

const placements = createRoute({
  getParentRoute: () => signed,
  path: "/placements",
  validateSearch: placementSearch,
  component: lazyRouteComponent(() => import("@/features/placements/placement-list"), "PlacementListPage"),
});

const collections = createRoute({
  getParentRoute: () => signed,
  path: "/collections",
  validateSearch: collectionSearch,
  component: lazyRouteComponent(() => import("@/features/collections/collection-list"), "CollectionListPage"),
});

const capping = createRoute({
  getParentRoute: () => signed,
  path: "/capping",
  validateSearch: cappingSearch,
  component: lazyRouteComponent(() => import("@/features/capping/rule-list"), "CappingListPage"),
});

const strategies = createRoute({
  getParentRoute: () => signed,
  path: "/strategies",
  validateSearch: strategySearch,
  component: lazyRouteComponent(() => import("@/features/strategies/strategy-list"), "StrategyListPage"),
});

const newStrategy = createRoute({
  getParentRoute: () => signed,
  path: "/strategies/new",
  beforeLoad: ({ context }) => requirePermission(context.me, "market"),
  component: lazyRouteComponent(() => import("@/features/strategies/strategy-page"), "NewStrategyPage"),
});

const strategy = createRoute({
  getParentRoute: () => signed,
  path: "/strategies/$id",
  component: lazyRouteComponent(() => import("@/features/strategies/strategy-page"), "StrategyPage"),
});

const learning = createRoute({
  getParentRoute: () => signed,
  path: "/learning",
  validateSearch: learningSearch,
  component: lazyRouteComponent(() => import("@/features/learning/learning-page"), "LearningPage"),
});

const decisions = createRoute({
  getParentRoute: () => signed,
  path: "/decisions",
  component: lazyRouteComponent(() => import("@/features/decisions/decision-page"), "DecisionPage"),
});

const campaigns = createRoute({
  getParentRoute: () => signed,
  path: "/campaigns",
  validateSearch: campaignSearch,
  component: lazyRouteComponent(() => import("@/features/campaigns/campaign-list"), "CampaignListPage"),
});

const newCampaign = createRoute({
  getParentRoute: () => signed,
  path: "/campaigns/new",
  validateSearch: newCampaignSearch,
  beforeLoad: ({ context }) => requirePermission(context.me, "market"),
  component: lazyRouteComponent(() => import("@/features/campaigns/campaign-page"), "NewCampaignPage"),
});

const campaign = createRoute({
  getParentRoute: () => signed,
  path: "/campaigns/$id",
  validateSearch: campaignPageSearch,
  component: lazyRouteComponent(() => import("@/features/campaigns/campaign-page"), "CampaignPage"),
});

export const outreachRoutes = [segments, newRuleSegment, comparison, segment, ruleSegment, offers, newOffer, offerCalendar, offer, placements, collections, capping, strategies, newStrategy, strategy, learning, decisions, campaigns, newCampaign, campaign];
