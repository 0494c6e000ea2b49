import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { campaignPageSearch, campaignSearch, newCampaignSearch } from "@/features/campaigns/campaign-search";
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

export const outreachRoutes = [segments, newRuleSegment, comparison, segment, ruleSegment, offers, newOffer, offerCalendar, offer, placements, decisions, campaigns, newCampaign, campaign];
