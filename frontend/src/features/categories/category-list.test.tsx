import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, fails, hangs, http, HttpResponse, server } from "@/test/server";

const cars = { id: "1", version: 2, code: "cars", name: "Cars", parent_id: null, renewal_months: 48, state: "active" };
const suv = { id: "2", version: 1, code: "suv", name: "SUV", parent_id: "1", renewal_months: null, state: "active" };
const page = (items: object[]) => ({ items, next_cursor: null, total: items.length });
const norm = { category: { id: "2", code: "suv", name: "SUV" }, source: "observed", days: 1278, low_days: 900, high_days: 1700, spread: 0.2, intervals: 34, clients: 12, stages: {} };
const report = { run: { id: "9", number: 1, as_of: "2026-03-12" }, division_id: null, categories: [norm], due_months: [], lateness: [], stages: [] };

describe("the categories of products", () => {
  it("loading: keeps the shape of the table", async () => {
    hangs("/categories");
    hangs("/portfolio/life_stage");
    renderAt("/categories");
    expect((await screen.findByRole("table", { name: "Product categories" })).getAttribute("aria-busy")).toBe("true");
  });

  it("empty, before any run: teaches, with one action", async () => {
    answers("/categories", page([]));
    fails("/portfolio/life_stage", 404, "not_found", "req-1");
    renderAt("/categories");
    expect(await screen.findByText("No category yet")).toBeTruthy();
    expect(screen.getAllByRole("button", { name: "Add a category" }).length).toBeGreaterThan(0);
  });

  it("failed: names the request", async () => {
    fails("/categories", 500, "internal", "req-8");
    fails("/portfolio/life_stage", 404, "not_found", "req-1");
    renderAt("/categories");
    expect(await screen.findByText("Request req-8")).toBeTruthy();
  });

  it("full: the declared renewal beside the norm of the run, and how it is known", async () => {
    answers("/categories", page([cars, suv]));
    answers("/portfolio/life_stage", report);
    renderAt("/categories");
    expect(await screen.findByText("48 months")).toBeTruthy();
    expect(await screen.findByText("42 months")).toBeTruthy();
    expect(screen.getByText("Observed on 34 intervals")).toBeTruthy();
    expect(screen.getByText("Not known: too few bought again")).toBeTruthy();
  });

  it("adds one with its renewal", async () => {
    answers("/categories", page([cars]));
    answers("/portfolio/life_stage", report);
    const sent: unknown[] = [];
    server.use(
      http.post(`${base}/categories`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ ...suv, renewal_months: 42 }, { status: 201 });
      }),
    );
    renderAt("/categories");
    await screen.findByText("48 months");
    await userEvent.click(screen.getAllByRole("button", { name: "Add a category" })[0]!);
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByRole("textbox", { name: "Code" }), "suv");
    await userEvent.type(dialog.getByRole("textbox", { name: "Renewal" }), "42");
    await userEvent.click(dialog.getByRole("button", { name: "Add a category" }));
    await waitFor(() => expect(sent).toEqual([{ code: "suv", renewal_months: 42 }]));
  });

  it("shows a reader no button that they may not use", async () => {
    answers("/categories", page([cars]));
    answers("/portfolio/life_stage", report);
    renderAt("/categories", { ...me, role: "analyst", permissions: ["any", "read"] });
    expect(await screen.findByText("48 months")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Add a category" })).toBeNull();
  });
});
