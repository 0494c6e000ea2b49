import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, fails, hangs, http, HttpResponse, server } from "@/test/server";

const one = { id: "7", version: 3, code: "APV", name: "Workshop", state: "active", created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
const page = (items: object[]) => ({ items, next_cursor: null, total: items.length });

describe("the divisions", () => {
  it("loading: keeps the shape of the table", async () => {
    hangs("/divisions");
    renderAt("/settings/divisions");
    expect((await screen.findByRole("table", { name: "Divisions" })).getAttribute("aria-busy")).toBe("true");
  });

  it("empty: teaches, with one action", async () => {
    answers("/divisions", page([]));
    renderAt("/settings/divisions");
    expect(await screen.findByText("One company, no divisions")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Add a division" }).length).toBeGreaterThan(0);
  });

  it("failed: names the request", async () => {
    fails("/divisions", 500, "internal", "req-7");
    renderAt("/settings/divisions");
    expect(await screen.findByText("Request req-7")).toBeTruthy();
  });

  it("renames one, under the version that was read", async () => {
    answers("/divisions", page([one]));
    const asked: { version: string | null; body: unknown }[] = [];
    server.use(
      http.put(`${base}/divisions/7`, async ({ request }) => {
        asked.push({ version: request.headers.get("If-Match"), body: await request.json() });
        return HttpResponse.json({ ...one, version: 4, name: "Garage" });
      }),
    );
    renderAt("/settings/divisions");
    await userEvent.click(await screen.findByRole("button", { name: "Rename: Workshop" }));
    const name = await screen.findByRole("textbox", { name: "Name" });
    await userEvent.clear(name);
    await userEvent.type(name, "Garage");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked).toEqual([{ version: '"v3"', body: { name: "Garage" } }]));
  });

  it("shows a reader no button that they may not use", async () => {
    answers("/divisions", page([one]));
    renderAt("/settings/divisions", { ...me, role: "analyst", permissions: ["any", "read"] });
    expect(await screen.findByText("Workshop")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Rename|Archive|Add a division/ })).toBeNull();
  });
});
