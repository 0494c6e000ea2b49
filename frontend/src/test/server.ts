import { http, HttpResponse, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";

/** The API under test: each test says what it answers. */
export const server = setupServer();

const base = "*/api/v1";

/** Answers a GET with JSON. */
export function answers(path: string, body: JsonBodyType, status = 200) {
  server.use(http.get(base + path, () => HttpResponse.json(body, { status })));
}

/** Fails a request the way the API does. */
export function fails(path: string, status: number, code: string, requestId = "req-7") {
  const problem = { type: "about:blank", title: code, status, code, request_id: requestId };
  server.use(http.get(base + path, () => HttpResponse.json(problem, { status, headers: { "Content-Type": "application/problem+json" } })));
}

/** Keeps a request waiting, for the loading state. */
export function hangs(path: string) {
  server.use(http.get(base + path, () => new Promise<never>(() => undefined)));
}

/** Holds an answer back until it is let go, for what shows while a second question is open. */
export function holds(path: string, body: JsonBodyType): () => void {
  let letGo = () => {};
  const open = new Promise<void>((done) => (letGo = done));
  server.use(http.get(base + path, () => open.then(() => HttpResponse.json(body))));
  return letGo;
}

export { base, http, HttpResponse };
