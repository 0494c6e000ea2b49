import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { requireSignIn } from "../guard";
import { Shell } from "../shell/shell";
import { SignInPage } from "../sign-in/sign-in-page";

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()();

/** Only an address of this product is followed after the sign-in. */
const ownPath = z.string().regex(/^\/(?![/\\])/).optional().catch(undefined);

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: z.object({ to: ownPath }),
  component: SignInPage,
});

export const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: lazyRouteComponent(() => import("../sign-in/new-password-page"), "NewPasswordPage"),
});

/** Everything behind the sign-in, in the frame. */
export const signed = createRoute({
  getParentRoute: () => root,
  id: "signed",
  beforeLoad: async ({ context, location }) => ({ me: await requireSignIn(context.queryClient, location.href) }),
  component: Shell,
});
