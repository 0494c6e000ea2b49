import { createHash } from "node:crypto";
import { admin } from "./server";

/** A page of a list as the API gives it. */
type List<T> = { items: T[]; next_cursor: string | null };

export type Arm = "treated" | "control";

/** Reads the API as an integrator would, to compare with what the screens show. */
export async function apiOf(url: string) {
  const login = await fetch(`${url}/api/v1/auth/login`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(admin) });
  const { access_token } = (await login.json()) as { access_token: string };
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, { headers: { Authorization: `Bearer ${access_token}` } });
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
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
  return { get, all };
}

/** The documented formula of the control group, written anew. */
export function armOf(salt: string, client: string, permille: number): Arm {
  const hash = createHash("sha256").update(`${salt}:${client}`).digest();
  return hash.readBigUInt64BE() % 1000n < BigInt(permille) ? "control" : "treated";
}
