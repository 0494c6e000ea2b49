import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { session } from "@/api/session";
import { meQuery, type Me, type Permission } from "@/entities/me";
import { chooseLanguage, currentLanguage } from "@/i18n/i18n";
import { Problem } from "@/lib/problem";

/** Lets through whoever is signed in, and sends all others to the sign-in page and back here afterwards. */
export async function requireSignIn(queryClient: QueryClient, href: string): Promise<Me> {
  if (session.state() === "unknown") await session.renew();
  if (session.state() !== "in") throw redirect({ to: "/sign-in", search: { to: href === "/" ? undefined : href } });
  const known = queryClient.getQueryData<Me>(meQuery.queryKey);
  const me = known ?? (await queryClient.ensureQueryData(meQuery));
  if (me.must_change_password) throw redirect({ to: "/new-password" });
  if (!known && (me.language === "en" || me.language === "fr") && me.language !== currentLanguage()) chooseLanguage(me.language);
  return me;
}

/** A page that a role may not open answers as the API would. */
export function requirePermission(me: Me, permission: Permission) {
  if (!me.permissions.includes(permission)) throw new Problem(403, "forbidden", "");
}
