import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, http, HttpResponse, server } from "@/test/server";

const at = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z", version: 3 };
const everything = { id: "1", scope: "all", scope_id: null, event: "impression", per: "client", limit: 60, reset: "week", counted: null, ...at };
const workshop = { id: "2", scope: "collection", scope_id: "7", event: "redemption", per: "total", limit: 400, reset: "month", counted: 100, ...at };
const tyres = { id: "3", scope: "offer", scope_id: "9", event: "redemption", per: "client", limit: 1, reset: "never", counted: null, ...at };
const page = (items: object[]) => ({ items, next_cursor: null, total: items.length });

beforeEach(() => {
  answers("/capping_settings", { reserve_minutes: 30, version: 1 });
  answers("/offers", page([{ id: "9", name: "Winter tyres" }]));
  answers("/placements", page([]));
  answers("/collections", page([{ id: "7", name: "Workshop" }]));
});

describe("the capping rules", () => {
  it("empty: teaches", async () => {
    answers("/capping_rules", page([]));
    renderAt("/capping");
    expect(await screen.findByText("No cap")).toBeTruthy();
  });

  it("full: says each as a sentence, with what it caps and how full it is", async () => {
    answers("/capping_rules", page([everything, workshop, tyres]));
    renderAt("/capping");
    expect(await screen.findByText("At most 60 views per client, a week")).toBeTruthy();
    expect(await screen.findByText("Workshop")).toBeTruthy();
    expect(screen.getByText("100 of 400 (25%)")).toBeTruthy();
    expect(screen.getByText("At most 1 redemption per client, ever")).toBeTruthy();
    expect((await screen.findByRole("link", { name: "Winter tyres" })).getAttribute("href")).toContain("/offers/9");
    const own = within(screen.getByRole("row", { name: /Winter tyres/ }));
    expect(own.queryByRole("button", { name: /Change|Remove/ })).toBeNull();
  });

  it("adds one for a collection, which must be named", async () => {
    answers("/capping_rules", page([]));
    const asked: unknown[] = [];
    server.use(
      http.post(`${base}/capping_rules`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(workshop, { status: 201 });
      }),
    );
    renderAt("/capping");
    await userEvent.click((await screen.findAllByRole("button", { name: "Add a cap" }))[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("combobox", { name: "Applies to" }));
    await userEvent.click(await screen.findByRole("option", { name: "A collection", hidden: true }));
    await userEvent.click(dialog.getByRole("button", { name: "Add a cap" }));
    expect(await dialog.findByText("Needed")).toBeTruthy();
    await userEvent.click(dialog.getByRole("combobox", { name: "Collection" }));
    await userEvent.click(await screen.findByRole("option", { name: "Workshop", hidden: true }));
    await userEvent.click(dialog.getByRole("button", { name: "Add a cap" }));
    await waitFor(() => expect(asked).toEqual([{ scope: "collection", scope_id: "7", event: "impression", per: "client", reset: "week", limit: 10 }]));
  });

  it("changes a limit against the version that was read", async () => {
    answers("/capping_rules", page([everything]));
    const asked: unknown[] = [];
    server.use(
      http.put(`${base}/capping_rules/1`, async ({ request }) => {
        asked.push([request.headers.get("If-Match"), await request.json()]);
        return HttpResponse.json(everything);
      }),
    );
    renderAt("/capping");
    await userEvent.click(await screen.findByRole("button", { name: /^Change: All offers/ }));
    const field = await screen.findByRole("textbox", { name: "New limit" });
    await userEvent.clear(field);
    await userEvent.type(field, "20");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked).toEqual([['"v3"', { limit: 20 }]]));
  });

  it("leaves those who may not change caps without a button", async () => {
    answers("/capping_rules", page([everything]));
    renderAt("/capping", { ...me, permissions: ["read"] });
    expect(await screen.findByText("At most 60 views per client, a week")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Add a cap|Change|Remove|Held for/ })).toBeNull();
  });
});
