import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, fails, hangs, http, HttpResponse, server } from "@/test/server";

const shop = { id: "7", version: 3, code: "shop", name: "Favourite shop", type: "choice", choices: ["North", "South"], state: "active", created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
const page = (items: object[]) => ({ items, next_cursor: null, total: items.length });

describe("the attributes", () => {
  it("loading: keeps the shape of the table", async () => {
    hangs("/attributes");
    renderAt("/settings/attributes");
    expect((await screen.findByRole("table", { name: "Client attributes" })).getAttribute("aria-busy")).toBe("true");
  });

  it("empty: teaches, with one action", async () => {
    answers("/attributes", page([]));
    renderAt("/settings/attributes");
    expect(await screen.findByText("No attribute yet")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Add an attribute" }).length).toBeGreaterThan(0);
  });

  it("failed: names the request", async () => {
    fails("/attributes", 500, "internal", "req-7");
    renderAt("/settings/attributes");
    expect(await screen.findByText("Request req-7")).toBeTruthy();
  });

  it("adds a choice with its choices", async () => {
    answers("/attributes", page([]));
    const asked: unknown[] = [];
    server.use(
      http.post(`${base}/attributes`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(shop, { status: 201 });
      }),
    );
    renderAt("/settings/attributes");
    await userEvent.click((await screen.findAllByRole("button", { name: "Add an attribute" }))[0]!);
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), "Favourite shop");
    await userEvent.type(screen.getByRole("textbox", { name: "Code" }), "shop");
    await userEvent.click(screen.getByRole("combobox", { name: "Type" }));
    await userEvent.click(await screen.findByRole("option", { name: "Choice", hidden: true }));
    await userEvent.click(dialog.querySelector("button[type=submit]")!);
    expect(await screen.findByText("Give at least one choice")).toBeTruthy();
    await userEvent.type(screen.getByRole("combobox", { name: "Choices" }), "North{Enter}South{Enter}");
    await userEvent.click(dialog.querySelector("button[type=submit]")!);
    await waitFor(() => expect(asked).toEqual([{ code: "shop", name: "Favourite shop", type: "choice", choices: ["North", "South"] }]));
  });

  it("changes the name under the version that was read, and keeps the choices", async () => {
    answers("/attributes", page([shop]));
    const asked: { version: string | null; body: unknown }[] = [];
    server.use(
      http.put(`${base}/attributes/7`, async ({ request }) => {
        asked.push({ version: request.headers.get("If-Match"), body: await request.json() });
        return HttpResponse.json({ ...shop, version: 4, name: "Home shop" });
      }),
    );
    renderAt("/settings/attributes");
    await userEvent.click(await screen.findByRole("button", { name: "Change: Favourite shop" }));
    const name = await screen.findByRole("textbox", { name: "Name" });
    await userEvent.clear(name);
    await userEvent.type(name, "Home shop");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked).toEqual([{ version: '"v3"', body: { name: "Home shop", choices: ["North", "South"] } }]));
  });

  it("shows a reader no button that they may not use", async () => {
    answers("/attributes", page([shop]));
    renderAt("/settings/attributes", { ...me, role: "analyst", permissions: ["any", "read"] });
    expect(await screen.findByText("Favourite shop")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Change|Archive|Add an attribute/ })).toBeNull();
  });
});
