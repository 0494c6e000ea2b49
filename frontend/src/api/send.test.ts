import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/problem";
import { base, http, HttpResponse, server } from "@/test/server";
import { client } from "./api";
import { session } from "./session";

const problem = (status: number, code: string, more: object = {}) =>
  HttpResponse.json({ type: "about:blank", title: code, status, code, request_id: "req-9", ...more }, { status, headers: { "Content-Type": "application/problem+json" } });

describe("a failed request", () => {
  it("becomes a problem with its code, request id and fields", async () => {
    session.open("good");
    server.use(http.post(`${base}/users`, () => problem(422, "invalid", { detail: "Two fields.", errors: [{ field: "email", code: "email", message: "Not an address" }] })));
    const failure = await client.POST("/users", { body: { email: "x", name: "y", role: "sales" } }).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(Problem);
    expect(failure).toMatchObject({ status: 422, code: "invalid", requestId: "req-9", kind: "invalid", message: "Two fields." });
    expect((failure as Problem).byField()).toEqual({ email: "Not an address" });
  });

  it("is still a problem when a proxy answers a page", async () => {
    session.open("good");
    server.use(http.get(`${base}/organisation`, () => new HttpResponse("<html>", { status: 502 })));
    await expect(client.GET("/organisation")).rejects.toMatchObject({ status: 502, kind: "unavailable" });
  });

  it("is offline when no answer comes", async () => {
    session.open("good");
    server.use(http.get(`${base}/organisation`, () => HttpResponse.error()));
    await expect(client.GET("/organisation")).rejects.toMatchObject({ kind: "offline" });
  });
});

describe("an access token that ran out", () => {
  it("is renewed once for however many requests, which are then sent again", async () => {
    session.open("old");
    let renewals = 0;
    server.use(
      http.get(`${base}/organisation`, ({ request }) => (request.headers.get("Authorization") === "Bearer new" ? HttpResponse.json({ name: "Garage" }) : problem(401, "token_invalid"))),
      http.post(`${base}/auth/refresh`, () => {
        renewals += 1;
        return HttpResponse.json({ access_token: "new" });
      }),
    );
    const answers = await Promise.all([client.GET("/organisation"), client.GET("/organisation"), client.GET("/organisation")]);
    expect(answers.map((answer) => answer.data?.name)).toEqual(["Garage", "Garage", "Garage"]);
    expect(renewals).toBe(1);
  });

  it("ends the session when it cannot be renewed", async () => {
    session.open("old");
    server.use(
      http.get(`${base}/organisation`, () => problem(401, "token_invalid")),
      http.post(`${base}/auth/refresh`, () => problem(401, "session_expired")),
    );
    await expect(client.GET("/organisation")).rejects.toMatchObject({ status: 401 });
    expect(session.state()).toBe("out");
  });

  it("keeps the session when the server is only busy", async () => {
    session.open("old");
    server.use(
      http.get(`${base}/organisation`, () => problem(401, "token_invalid")),
      http.post(`${base}/auth/refresh`, () => problem(503, "unavailable")),
    );
    await expect(client.GET("/organisation")).rejects.toMatchObject({ kind: "unavailable" });
    expect(session.state()).toBe("in");
  });

  it("sends the body again after the renewal, under the same idempotency key", async () => {
    session.open("old");
    const seen: { key: string | null; body: unknown }[] = [];
    server.use(
      http.post(`${base}/users`, async ({ request }) => {
        seen.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
        return seen.length === 1 ? problem(401, "token_invalid") : HttpResponse.json({ one_time_password: "p", user: {} }, { status: 201 });
      }),
      http.post(`${base}/auth/refresh`, () => HttpResponse.json({ access_token: "new" })),
    );
    await client.POST("/users", { body: { email: "a@b.fr", name: "A", role: "sales" } });
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  });
});
