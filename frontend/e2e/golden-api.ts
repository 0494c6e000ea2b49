import { createHash } from "node:crypto";
import { admin } from "./server";

/** A page of a list as the API gives it. */
type List<T> = { items: T[]; next_cursor: string | null };

export type Arm = "treated" | "control";

/** Reads the API as an integrator would, to compare with what the screens show. */
export async function apiOf(url: string) {
  const login = await fetch(`${url}/api/v1/auth/login`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(admin) });
  const { access_token } = (await login.json()) as { access_token: string };
  const send = async <T>(path: string, asked: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, { ...asked, headers: { Authorization: `Bearer ${access_token}`, ...asked.headers } });
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const json = (method: string, body: unknown, headers = {}): RequestInit => ({ method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
  const get = <T>(path: string) => send<T>(path);
  const post = <T>(path: string, body: unknown) => send<T>(path, json("POST", body));
  /** Replaces a record whose version is known. */
  const put = <T>(path: string, body: unknown, version: string) => send<T>(path, json("PUT", body, { "If-Match": version }));
  const upload = <T>(path: string, name: string, text: string) => {
    const form = new FormData();
    form.append("file", new Blob([text]), name);
    return send<T>(path, { method: "POST", body: form });
  };
  /** Waits until a job is done. */
  const wait = async (job: string) => {
    for (;;) {
      const { state, error_detail } = await get<{ state: string; error_detail: string | null }>(`/jobs/${job}`);
      if (state === "done") return;
      if (state === "failed" || state === "cancelled") throw new Error(`job ${job}: ${state} ${error_detail}`);
      await new Promise((go) => setTimeout(go, 100));
    }
  };
  const all = async <T>(path: string): Promise<T[]> => {
    const found: T[] = [];
    for (let cursor = ""; ; ) {
      const page = await get<List<T>>(`${path}${path.includes("?") ? "&" : "?"}limit=200${cursor}`);
      found.push(...page.items);
      if (!page.next_cursor) return found;
      cursor = `&cursor=${page.next_cursor}`;
    }
  };
  return { get, post, put, upload, wait, all };
}

/** The first of those whose name stands in no other's: the demo's people are drawn anew each day, and some share a name. */
export function unmistakable<T extends { id: string; name: string }>(some: readonly T[], among: readonly { id: string; name: string }[]): T {
  const found = some.find((one) => !among.some((other) => other.id !== one.id && other.name.includes(one.name)));
  if (!found) throw new Error("every name stands in another one");
  return found;
}

/** The documented formula of the control group, written anew. */
export function armOf(salt: string, client: string, permille: number): Arm {
  const hash = createHash("sha256").update(`${salt}:${client}`).digest();
  return hash.readBigUInt64BE() % 1000n < BigInt(permille) ? "control" : "treated";
}
