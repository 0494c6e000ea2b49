import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, fails, hangs, http, HttpResponse, server } from "@/test/server";

const one = {
  id: "7", name: "Web shop", prefix: "abcdefgh", scopes: ["decide", "feedback"], state: "active", created_at: "2026-01-01T00:00:00Z",
  created_by_name: "Ada", expires_at: null, last_used_at: null, revoked_at: null, revoked_by_name: "",
};
const page = (items: object[]) => ({ items, next_cursor: null, total: items.length });
const secret = "ck_abcdefgh_0123456789012345678901234567890123456789012";

describe("the API keys", () => {
  it("loading: keeps the shape of the table", async () => {
    hangs("/api_keys");
    renderAt("/settings/api-keys");
    expect((await screen.findByRole("table", { name: "API keys" })).getAttribute("aria-busy")).toBe("true");
  });

  it("empty: teaches, with one action", async () => {
    answers("/api_keys", page([]));
    renderAt("/settings/api-keys");
    expect(await screen.findByText("No key yet")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Make a key" }).length).toBeGreaterThan(0);
  });

  it("failed: names the request", async () => {
    fails("/api_keys", 500, "internal", "req-7");
    renderAt("/settings/api-keys");
    expect(await screen.findByText("Request req-7")).toBeTruthy();
  });

  it("makes one with the rights chosen, and shows its secret until it is kept", async () => {
    answers("/api_keys", page([]));
    const asked: unknown[] = [];
    server.use(
      http.post(`${base}/api_keys`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({ api_key: one, secret }, { status: 201 });
      }),
    );
    renderAt("/settings/api-keys");
    await userEvent.click((await screen.findAllByRole("button", { name: "Make a key" }))[0] as HTMLElement);
    await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), "Web shop");
    await userEvent.click(screen.getByRole("button", { name: "Make the key" }));
    expect(await screen.findByText("Choose at least one")).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox", { name: "Ask for offers" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Send feedback" }));
    await userEvent.click(screen.getByRole("button", { name: "Make the key" }));
    expect(await screen.findByText(secret)).toBeTruthy();
    expect(asked).toEqual([{ name: "Web shop", scopes: ["decide", "feedback"], expires_at: null }]);
    await userEvent.keyboard("{Escape}");
    expect(screen.getByText(secret)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "I have kept it" }));
    await waitFor(() => expect(screen.queryByText(secret)).toBeNull());
  });

  it("full: asks before it revokes one, and leaves no button on what is revoked", async () => {
    answers("/api_keys", page([one, { ...one, id: "8", name: "Old till", state: "revoked" }]));
    const asked: string[] = [];
    server.use(
      http.delete(`${base}/api_keys/:id`, ({ params }) => {
        asked.push(String(params.id));
        return HttpResponse.json({ ...one, state: "revoked" });
      }),
    );
    renderAt("/settings/api-keys");
    await userEvent.click(await screen.findByRole("button", { name: "Revoke: Web shop" }));
    expect(screen.queryByRole("button", { name: "Revoke: Old till" })).toBeNull();
    expect(await screen.findByText("Revoke “Web shop”?")).toBeTruthy();
    expect(asked).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Revoke" }));
    await waitFor(() => expect(asked).toEqual(["7"]));
  });

  it("is for administrators", async () => {
    renderAt("/settings/api-keys", { ...me, role: "manager", permissions: ["any", "read", "manage"] });
    expect(await screen.findByText("Not for your role")).toBeTruthy();
  });
});
