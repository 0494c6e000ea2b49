import { Problem, type FieldFault } from "@/lib/problem";
import { session } from "./session";

/** Sends a request signed in; renews the sign-in once when it has run out; throws a Problem for any failure. */
export async function send(request: Request): Promise<Response> {
  const opening = request.url.includes("/auth/");
  const again = request.clone();
  let answer = await attempt(sign(request));
  if (answer.status === 401 && !opening && (await session.renew())) answer = await attempt(sign(again));
  if (answer.status === 401 && !opening) session.close();
  if (answer.ok || answer.status === 304) return answer;
  throw await problemOf(answer);
}

function sign(request: Request): Request {
  const token = session.token();
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  request.headers.set("Accept-Language", document.documentElement.lang || "en");
  return request;
}

async function attempt(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (thrown) {
    if (request.signal.aborted) throw thrown;
    throw new Problem(0, "offline", "");
  }
}

type ProblemBody = { title?: string; detail?: string; code?: string; request_id?: string; errors?: FieldFault[] };

/** Reads problem+json; anything else (a proxy's page, an empty body) still becomes a Problem. */
export async function problemOf(answer: Response): Promise<Problem> {
  const requestId = answer.headers.get("X-Request-Id") ?? undefined;
  try {
    const body = (await answer.json()) as ProblemBody;
    return new Problem(answer.status, body.code ?? "internal", body.detail ?? body.title ?? "", body.request_id ?? requestId, body.errors ?? []);
  } catch {
    return new Problem(answer.status, "internal", "", requestId);
  }
}

/** A key that makes a repeated POST harmless. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
