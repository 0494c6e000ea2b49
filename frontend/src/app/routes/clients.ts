import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { caseSearch } from "@/features/cases/case-search";
import { clientPageSearch, clientSearch } from "@/features/clients/client-search";
import { contactSearch } from "@/features/contacts/contact-search";
import { interactionSearch } from "@/features/interactions/interaction-search";
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

export const clientsRoutes = [contacts, interactions, cases, list, record];
