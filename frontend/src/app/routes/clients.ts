import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { caseSearch } from "@/features/cases/case-search";
import { clientPageSearch, clientSearch } from "@/features/clients/client-search";
import { contactSearch } from "@/features/contacts/contact-search";
import { interactionSearch } from "@/features/interactions/interaction-search";
import { receivableSearch } from "@/features/receivables/receivable-search";
import { subscriptionSearch } from "@/features/subscriptions/subscription-search";
import { walletShareSearch } from "@/features/wallet-shares/wallet-share-search";
import { signed } from "./root";

const contacts = createRoute({
  getParentRoute: () => signed,
  path: "/contacts",
  validateSearch: contactSearch,
  component: lazyRouteComponent(() => import("@/features/contacts/contact-list"), "ContactListPage"),
});

const interactions = createRoute({
  getParentRoute: () => signed,
  path: "/interactions",
  validateSearch: interactionSearch,
  component: lazyRouteComponent(() => import("@/features/interactions/interaction-list"), "InteractionListPage"),
});

const cases = createRoute({
  getParentRoute: () => signed,
  path: "/cases",
  validateSearch: caseSearch,
  component: lazyRouteComponent(() => import("@/features/cases/case-list"), "CaseListPage"),
});

const receivables = createRoute({
  getParentRoute: () => signed,
  path: "/receivables",
  validateSearch: receivableSearch,
  component: lazyRouteComponent(() => import("@/features/receivables/receivable-list"), "ReceivableListPage"),
});

const subscriptions = createRoute({
  getParentRoute: () => signed,
  path: "/subscriptions",
  validateSearch: subscriptionSearch,
  component: lazyRouteComponent(() => import("@/features/subscriptions/subscription-list"), "SubscriptionListPage"),
});

const walletShares = createRoute({
  getParentRoute: () => signed,
  path: "/wallet-shares",
  validateSearch: walletShareSearch,
  component: lazyRouteComponent(() => import("@/features/wallet-shares/wallet-share-list"), "WalletShareListPage"),
});

const list = createRoute({
  getParentRoute: () => signed,
  path: "/clients",
  validateSearch: clientSearch,
  component: lazyRouteComponent(() => import("@/features/clients/client-list"), "ClientListPage"),
});

const record = createRoute({
  getParentRoute: () => signed,
  path: "/clients/$id",
  validateSearch: clientPageSearch,
  component: lazyRouteComponent(() => import("@/features/clients/client-page"), "ClientPage"),
});

export const clientsRoutes = [contacts, interactions, cases, receivables, subscriptions, walletShares, list, record];
