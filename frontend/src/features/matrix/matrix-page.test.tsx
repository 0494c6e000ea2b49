import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, fails, hangs, http, HttpResponse, server } from "@/test/server";
import { densityOf, pointOf } from "./matrix-card";
import { outcomeOf, quadrantBy } from "./outcome";
import type { ClientRow } from "./queries";

configure({ asyncUtilTimeout: 8000 });

const total = (quadrant: string, clients: number) => ({ quadrant, clients, client_share: clients / 100, actual_minor: clients * 1000, potential_minor: clients * 5000 });
const report = {
  run: { id: "9", number: 2, as_of: "2026-03-12" },
  division_id: null,
  cuts: { actual_minor: 50000, potential_minor: 80000 },
  share: 80,
  margin_rate: 0.3,
  margin_estimated: true,
  quadrants: [total("desirable", 10), total("mature", 15), total("underdeveloped", 20), total("unverified", 50), total("low_priority", 5)],
  raw: [total("desirable", 10), total("mature", 10), total("underdeveloped", 18), total("low_priority", 62)],
  guards: [
    { guard: "reference", holds: 2, refused: 10, unanswered: 50 },
    { guard: "growing", holds: 5, refused: 27, unanswered: 30 },
    { guard: "other_division", holds: 0, refused: 62, unanswered: 0 },
  ],
  guarded: 7,
  density: { actual_edges_minor: [0, 100, 1000], potential_edges_minor: [0, 100, 1000], cells: [{ a: 0, p: 1, clients: 4 }] },
  rule: { growth: 1.5, wallet: 3, due: 1.25, lapsed: 0.5 },
};
const guards = { reference: "unanswered", growing: "no", other_division: "no" };
const row = (id: string, name: string, more: object = {}) => ({ id, name, kind: "b2c", city: "Lyon", country: "FR", email: "", phone: "", postcode: "", reference: null, source: "", state: "active", figures: { abc: "C", revenue_minor: 100, potential_minor: 4200, last_order_day: "2026-01-01", guards, ...more } });
const page = (items: object[], more: object = {}) => ({ items, next_cursor: null, total: items.length, ...more });

function full(items: object[] = [row("1", "Ada"), row("2", "Bert")], more: object = {}) {
  answers("/portfolio/matrix", report as never);
  answers("/portfolio/matrix/points", { run: report.run, division_id: null, items: [] });
  answers("/divisions", page([]) as never);
  answers("/clients", page(items, more) as never);
}

describe("the profitability matrix", () => {
  it("loading: keeps the shape of the page", async () => {
    hangs("/portfolio/matrix");
    const { container } = renderAt("/portfolio/matrix");
    await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeTruthy());
  });

  it("before the first run: says what a run gives", async () => {
    fails("/portfolio/matrix", 404, "not_found");
    answers("/portfolio/suggestion", {} as never);
    renderAt("/portfolio/matrix");
    expect(await screen.findByText("What is each client worth?")).toBeTruthy();
  });

  it("failed: names the request", async () => {
    fails("/portfolio/matrix", 500, "internal", "req-42");
    renderAt("/portfolio/matrix");
    expect(await screen.findByText("Request req-42")).toBeTruthy();
  });

  it("full: says the finding with real numbers, and shows quadrants, guards and settings", async () => {
    full();
    renderAt("/portfolio/matrix");
    expect(await screen.findByText("20 clients could bring much more: €1,000 of potential, against €200 today.")).toBeTruthy();
    const table = screen.getByRole("table", { name: "The quadrants" });
    expect(within(table).getByRole("link", { name: /Underdeveloped, 20/ }).getAttribute("href")).toContain("quadrant=underdeveloped");
    expect(screen.getByRole("region", { name: /The guards keep 7 of 62/ })).toBeTruthy();
    expect(screen.getByText("× 0.67 to × 1.5")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Change the settings" })).toBeTruthy();
  });

  it("before the guards: the table has the raw quadrants", async () => {
    full();
    renderAt("/portfolio/matrix?raw=true");
    expect(await screen.findByRole("link", { name: /Low priority, 62/ })).toBeTruthy();
  });

  it("an analyst reads and is offered no answer", async () => {
    full();
    renderAt("/portfolio/matrix", { ...me, role: "analyst", permissions: ["any", "read"] });
    expect(await screen.findByRole("link", { name: "Ada" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Answer/ })).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("answers for one: the button says what will happen, and it does", async () => {
    full();
    const sent: unknown[] = [];
    server.use(
      http.post(`${base}/portfolio/guards`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ answered: 1 });
      }),
    );
    renderAt("/portfolio/matrix");
    await userEvent.click(await screen.findByRole("button", { name: "Answer: Ada" }));
    const dialog = await screen.findByRole("dialog");
    const reference = within(dialog).getByRole("radiogroup", { name: /reference client/ });
    await userEvent.click(within(reference).getByRole("radio", { name: "No" }));
    expect(within(dialog).getByText("Afterwards: Low priority 1.")).toBeTruthy();
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Reason/ }), "asked the shop");
    await userEvent.click(within(dialog).getByRole("button", { name: "Answer 1 question for 1 client" }));
    await waitFor(() => expect(sent).toEqual([{ client_ids: ["1"], guard: "reference", answer: "no", reason: "asked the shop", expires_day: null }]));
  });

  it("asks for a reason before anything is sent", async () => {
    full();
    renderAt("/portfolio/matrix");
    await userEvent.click(await screen.findByRole("button", { name: "Answer: Ada" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(within(dialog).getByRole("radiogroup", { name: /growing fast/ })).getByRole("radio", { name: "Yes" }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Answer 1 question for 1 client" }));
    expect(await within(dialog).findByText("Needed")).toBeTruthy();
  });

  it("answers for all that wait: every page is picked, and the number is the number", async () => {
    full([row("1", "Ada")], { total: 3 });
    server.use(
      http.get(`${base}/clients`, ({ request }) => {
        const query = new URL(request.url).searchParams;
        if (query.get("limit") !== "200") return HttpResponse.json(page([row("1", "Ada")], { total: 3 }));
        return HttpResponse.json(query.get("cursor") ? page([row("3", "Cleo")]) : page([row("1", "Ada"), row("2", "Bert")], { next_cursor: "c" }));
      }),
    );
    renderAt("/portfolio/matrix");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Select this line: Ada" }));
    await userEvent.click(screen.getByRole("button", { name: "Select all 3" }));
    await userEvent.click(await screen.findByRole("button", { name: "Answer for 3 clients" }));
    expect(await screen.findByRole("dialog", { name: "Answer for 3 clients" })).toBeTruthy();
  });
});

describe("what the matrix is drawn from", () => {
  it("a cell opens the clients between its edges; outer cells are open to their side", () => {
    const opened: object[] = [];
    densityOf(report, (filter) => opened.push(filter)).cells[0]?.onOpen?.();
    expect(opened).toEqual([{ actual_min_minor: undefined, actual_max_minor: "100", potential_min_minor: "100", potential_max_minor: undefined }]);
  });

  it("a ring is drawn only where a guard changed the quadrant", () => {
    const point = { client: { id: "1", name: "Ada" }, actual_minor: 1, potential_minor: 2, raw: "low_priority", quadrant: "mature", reference: "yes", growing: "no", other_division: "no", previous: null } as const;
    expect(pointOf(point, false, () => undefined).guards).toEqual(["reference"]);
    expect(pointOf(point, true, () => undefined)).toMatchObject({ quadrant: "low_priority", guards: [] });
    expect(pointOf({ ...point, raw: "desirable", quadrant: "desirable" }, false, () => undefined).guards).toEqual([]);
  });

  it("answers lead where the rule of the guards says", () => {
    const no = { reference: "no", growing: "no", other_division: "no" } as const;
    expect(quadrantBy(no)).toBe("low_priority");
    expect(quadrantBy({ ...no, growing: "yes" })).toBe("underdeveloped");
    expect(quadrantBy({ ...no, reference: "yes" })).toBe("mature");
    expect(quadrantBy({ ...no, other_division: "yes", growing: "yes" })).toBe("desirable");
    expect(quadrantBy({ ...no, reference: "unanswered" })).toBe("unverified");
    expect(outcomeOf([row("1", "Ada"), row("2", "Bert", { guards: { ...guards, growing: "unanswered" } })] as unknown as ClientRow[], { reference: "no" })).toEqual({ low_priority: 1, unverified: 1 });
  });
});
