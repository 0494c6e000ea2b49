import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, fails, hangs, http, HttpResponse, server } from "@/test/server";

const figures = { abc: "A", r: 5, f: 4, m: 5, rfm_group: "champions", revenue_minor: 1234550, margin_minor: 200000, orders: 7, last_order_day: "2026-02-01", first_order_day: "2020-01-01", returns_minor: 0, total_orders: 12, total_revenue_minor: 1, total_margin_minor: 1 };
const row = (id: string, name: string, more: object = {}) => ({ id, name, kind: "b2c", city: "Lyon", country: "FR", email: "", phone: "", postcode: "", reference: null, source: "", state: "active", owner_id: null, company_name: "", first_name: "", last_name: "", language: "fr", created_at: "2026-01-01T00:00:00Z", figures, ...more });
const page = (items: object[], more: object = {}) => ({ items, next_cursor: null, total: items.length, ...more });

describe("the clients list", () => {
  it("loading: keeps the shape of the table", async () => {
    hangs("/clients");
    renderAt("/clients");
    const table = await screen.findByRole("table", { name: "Clients" });
    expect(table.getAttribute("aria-busy")).toBe("true");
  });

  it("empty: teaches, with one action", async () => {
    answers("/clients", page([]));
    renderAt("/clients");
    expect(await screen.findByText("Your clients will be here")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Import a file" }).getAttribute("href")).toBe("/imports");
  });

  it("empty because of filters: says so and clears them", async () => {
    answers("/clients", page([]));
    const { router } = renderAt("/clients?abc=A");
    expect(await screen.findByText("Nothing matches")).toBeTruthy();
    await userEvent.click(screen.getAllByRole("button", { name: "Clear filters" })[0]!);
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it("failed: names the request and tries again", async () => {
    fails("/clients", 500, "internal", "req-42");
    renderAt("/clients");
    expect(await screen.findByText("Request req-42")).toBeTruthy();
    answers("/clients", page([row("1", "Martin Durand")]));
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Martin Durand" })).toBeTruthy();
  });

  it("full: shows figures, order and count, and passes filters on", async () => {
    const asked: URLSearchParams[] = [];
    server.use(
      http.get(`${base}/clients`, ({ request }) => {
        asked.push(new URL(request.url).searchParams);
        return HttpResponse.json(page([row("1", "Martin Durand")], { total: 1204 }));
      }),
    );
    renderAt("/clients?abc=A&sort=-revenue");
    expect(await screen.findByRole("link", { name: "Martin Durand" })).toBeTruthy();
    expect(screen.getByText("€12,346")).toBeTruthy();
    expect(screen.getByText("1,204")).toBeTruthy();
    expect(screen.getByRole("columnheader", { name: /Revenue/ }).getAttribute("aria-sort")).toBe("descending");
    expect(asked[0]?.get("abc")).toBe("A");
    expect(asked[0]?.get("sort")).toBe("-revenue");
  });

  it("goes on to the next page and keeps what was picked", async () => {
    server.use(
      http.get(`${base}/clients`, ({ request }) =>
        new URL(request.url).searchParams.get("cursor") === "next" ? HttpResponse.json(page([row("2", "Second")])) : HttpResponse.json(page([row("1", "First")], { next_cursor: "next", total: 2 })),
      ),
    );
    renderAt("/clients");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Select this line: First" }));
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("link", { name: "Second" })).toBeTruthy();
    expect((screen.getByRole("checkbox", { name: "Select this line: First" }) as HTMLInputElement).checked).toBe(true);
    expect(screen.getByRole("button", { name: "Make a segment of 1 client" })).toBeTruthy();
  });

  it("previews a line beside the list, and says so in the URL", async () => {
    answers("/clients", page([row("1", "Martin Durand")]));
    const { router } = renderAt("/clients");
    await userEvent.click(await screen.findByText("Lyon"));
    await waitFor(() => expect(router.state.location.search).toEqual({ preview: "1" }));
    expect(within(await screen.findByLabelText("Preview")).getByText("€12,345.50")).toBeTruthy();
  });

  it("shows a reader no button that they may not use", async () => {
    answers("/clients", page([row("1", "Martin Durand")]));
    renderAt("/clients", { ...me, role: "analyst", permissions: ["any", "read"] });
    expect(await screen.findByRole("link", { name: "Martin Durand" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Add a client" })).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });
});
