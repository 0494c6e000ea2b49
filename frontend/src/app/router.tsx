import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { session } from "@/api/session";
import { FailurePage, MissingPage } from "./failure-page";
import { routeTree } from "./routes/tree";

/** The router over every screen; when the sign-in ends, wherever one is, the sign-in page comes and leads back. */
export function newRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: FailurePage,
    defaultNotFoundComponent: MissingPage,
    scrollRestoration: true,
  });
  session.subscribe(() => {
    const here = router.state.location;
    if (session.state() === "out" && here.pathname !== "/sign-in") {
      void router.navigate({ to: "/sign-in", search: { to: here.href === "/" ? undefined : here.href } }).then(() => queryClient.clear());
    }
  });
  return router;
}

export type AppRouter = ReturnType<typeof newRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
