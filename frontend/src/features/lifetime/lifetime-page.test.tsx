import { configure, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, fails, hangs } from "@/test/server";

configure({ asyncUtilTimeout: 8000 });

const parameters = [
  { name: "r", value: 0.2426, standard_error: 0.0125 },
  { name: "alpha", value: 4.4136, standard_error: 0.3782 },
  { name: "a", value: 0.7929, standard_error: 0.1857 },
  { name: "b", value: 2.4259, standard_error: null },
];
const report = {
  run: { id: "9", number: 2, as_of: "2026-03-12" },
  division_id: null,
  horizon_months: 12,
  discount_rate: 0.1,
  margin_rate: 0.3,
  margin_estimated: true,
  margin_basis: "base",
  return_share: 0.02,
  method: "model",
  model: "bgnbd",
  reason: "highest_likelihood",
  close: ["mbgnbd"],
  parameters,
  log_likelihood: -9582.43,
  dropout_ratio: 238,
  candidates: [
    { model: "bgnbd", log_likelihood: -9582.43, converged: true, parameters },
    { model: "mbgnbd", log_likelihood: -9583.5, converged: true, parameters },
    { model: "paretonbd", log_likelihood: -9594.98, converged: false, parameters },
  ],
  spend: { parameters: [{ name: "p", value: 6.25, standard_error: 1.1 }], clients: 946, excluded: 3, mean_minor: 3517, infinite_mean: false, log_likelihood: -4000 },
  independence: { verdict: "weak", spearman: 0.11, low: 0.05, high: 0.18, clients: 946 },
  rate: null,
  clients: 2357,
  one_time: 1411,
  repeaters: 946,
  expected_purchases: 1653.4,
  historic_minor: 50_000_000,
  predicted_minor: 2_000_000,
  predicted_low_minor: 1_500_000,
  predicted_high_minor: 2_500_000,
  distribution: [
    { from_minor: 0, to_minor: 1000, clients: 2000, value_minor: 500_000 },
    { from_minor: 1000, to_minor: null, clients: 357, value_minor: 1_500_000 },
  ],
  quantiles: [
    { share: 0.5, value_minor: 400 },
    { share: 0.9, value_minor: 2500 },
  ],
  alive: [
    { from: 0, to: 0.9, clients: 357, value_minor: 100 },
    { from: 0.9, to: 1, clients: 2000, value_minor: 1_999_900 },
  ],
  holdout: {
    calibration_end: "2025-03-12",
    days: 365,
    model: "bgnbd",
    clients: 2357,
    predicted: 1653.4,
    actual: 1882,
    bias: -0.1215,
    mae: 0.77,
    rmse: 1.6,
    rank_correlation: 0.52,
    trust: "fair",
    by_repeats: [{ repeats: 0, more: false, clients: 1411, predicted: 0.23, actual: 0.24 }],
    tracking: [{ day: "2025-03-12", predicted: 40, actual: 42, predicted_cumulated: 1000, actual_cumulated: 1020 }],
  },
  holdout_reason: null,
  contracts: null,
};

function full(more: object = {}) {
  answers("/portfolio/lifetime", { ...report, ...more } as never);
  answers("/divisions", { items: [], next_cursor: null, total: 0 });
  answers("/clients", { items: [{ id: "7", name: "Garage Dupont", figures: { predicted_minor: 123456, potential_minor: 200000, margin_minor: null, alive: 0.97, quadrant: "desirable" } }], next_cursor: null, total: 1 } as never);
}

describe("customer lifetime value", () => {
  it("loading: keeps the shape of the page", async () => {
    hangs("/portfolio/lifetime");
    const { container } = renderAt("/portfolio/lifetime");
    await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeTruthy());
  });

  it("before the first run: says what a run gives", async () => {
    fails("/portfolio/lifetime", 404, "not_found");
    renderAt("/portfolio/lifetime");
    expect(await screen.findByText("What is each client worth?")).toBeTruthy();
  });

  it("failed: names the request", async () => {
    fails("/portfolio/lifetime", 500, "internal", "req-42");
    renderAt("/portfolio/lifetime");
    expect(await screen.findByText("Request req-42")).toBeTruthy();
  });

  it("full: the forecast has its interval, the verdict its words, the model its reason", async () => {
    full();
    renderAt("/portfolio/lifetime");
    expect(await screen.findByText("Today’s clients should bring €20k of margin over the next 12 months: between €15k and €25k.")).toBeTruthy();
    expect(screen.getByText(/BG\/NBD was fitted on the orders up to 12 March 2025 and asked about the 365 days after: it foretold 1,653 purchases, 1,882 came/)).toBeTruthy();
    expect(screen.getAllByText("Fair").length).toBeGreaterThan(0);
    expect(screen.getByText("Of the models tried, it explains the orders best. As good: MBG/NBD.")).toBeTruthy();
    expect(screen.getByText("While active, an average client buys 2.9 times a year.")).toBeTruthy();
    expect(screen.getByText("After a purchase, it leaves with a chance of 24.6% on average.")).toBeTruthy();
    const table = screen.getByRole("table", { name: "Parameters of the model" });
    expect(within(table).getByText("± 0.3782")).toBeTruthy();
    expect(within(table).getByText("Not known")).toBeTruthy();
    expect(screen.getByText("Spearman’s ρ 0.11, 95 % interval 0.05 to 0.18, 946 clients")).toBeTruthy();
    expect((await screen.findAllByRole("link", { name: "Garage Dupont" })).length).toBe(2);
  });

  it("few data: says so plainly, with the rate and its interval", async () => {
    full({ method: "pooled", model: null, reason: "thin_data", parameters: [], candidates: [], close: [], spend: null, independence: null, holdout: null, holdout_reason: "thin_data", rate: { yearly: 0.15, low: 0.0025, high: 0.557, repeats: 1 }, clients: 40, repeaters: 1 });
    renderAt("/portfolio/lifetime");
    expect(await screen.findByText(/^Few data: 40 clients, 1 came back/)).toBeTruthy();
    expect(screen.getByText("That rate is 0.15 repeat purchases a year, between 0 and 0.56 (95 %).")).toBeTruthy();
    expect(screen.getByText("There are too few clients who came back to check a model on a part of the orders.")).toBeTruthy();
  });

  it("no cost known: says that values are turnover", async () => {
    full({ margin_basis: "none", margin_rate: 1 });
    renderAt("/portfolio/lifetime");
    expect(await screen.findByText(/should bring €20k of turnover/)).toBeTruthy();
    expect(screen.getByText("No cost is known: predicted values are turnover, not margin.")).toBeTruthy();
  });

  it("contracts: how they renew, and whether that was seen", async () => {
    full({ contracts: { clients: 80, subscriptions: 90, alpha: 0.668, beta: 3.806, alike: false, assumed: false, retention: [{ period: 1, rate: 0.85 }, { period: 5, rate: 0.92 }], value_minor: 4_000_000 } });
    renderAt("/portfolio/lifetime");
    expect(await screen.findByRole("region", { name: "85% renew the first time, 92% at renewal 5" })).toBeTruthy();
    expect(screen.getByText("sBG model: α 0.668, β 3.806.")).toBeTruthy();
  });

  it("whoever may not change the settings is told who may", async () => {
    full();
    renderAt("/portfolio/lifetime", { ...me, role: "analyst", permissions: ["any", "read"] });
    expect(await screen.findByText("A manager may change these settings.")).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Change the settings" })).toBeNull();
  });
});
