import { Problem } from "@/lib/problem";

/** The sign-in of this tab: the access token lives in memory only; an HttpOnly cookie renews it. */

export type SessionState = "unknown" | "in" | "out";

let token: string | null = null;
let state: SessionState = "unknown";
let renewing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

export const session = {
  token: () => token,
  state: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  open(accessToken: string) {
    token = accessToken;
    state = "in";
    tell();
  },
  close() {
    token = null;
    state = "out";
    tell();
  },
  /** Renews the access token; however many ask at once, one request is made. True when signed in afterwards. */
  renew(): Promise<boolean> {
    renewing ??= oneTabAtATime(renewOnce).finally(() => {
      renewing = null;
    });
    return renewing;
  },
};

/** Two tabs must not spend the same refresh token: the second waits and then uses the cookie the first one got. */
async function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  return locks ? await locks.request("clientele.refresh", work) : await work();
}

async function renewOnce(): Promise<boolean> {
  let answer: Response;
  try {
    answer = await fetch(new URL("/api/v1/auth/refresh", location.origin), {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
  } catch {
    throw new Problem(0, "offline", "");
  }
  if (answer.ok) {
    const body = (await answer.json()) as { access_token: string };
    session.open(body.access_token);
    return true;
  }
  if (answer.status >= 500 || answer.status === 429) throw new Problem(answer.status, "unavailable", "");
  session.close();
  return false;
}
