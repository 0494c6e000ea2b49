import { configure, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { answers, fails, hangs } from "@/test/server";
import { renderAt } from "@/test/render-at";

configure({ asyncUtilTimeout: 8000 });

const run = { id: "7", number: 3, as_of: "2026-11-22" };
const alarm = (code: string, severity: string, values: object, path: string, query: object) => ({ code, severity, values, target: { path, query } });

function others() {
  answers("/divisions", { items: [], next_cursor: null, total: null });
  answers("/portfolio_runs", { items: [], next_cursor: null, total: null });
  for (const report of ["matrix", "lifetime", "life_stage", "retention", "relationship", "balance", "map", "migration"]) fails(`/portfolio/${report}`, 404, "not_found");
}

describe("the portfolio in one page", () => {
  it("teaches what a run gives before the first one", async () => {
    others();
    fails("/portfolio/alarms", 404, "not_found");
    renderAt("/portfolio");
    fails("/portfolio", 404, "not_found");
    expect(await screen.findByRole("button", { name: /Start a run/ })).toBeTruthy();
  });

  it("says what went wrong, with the number of the request", async () => {
    others();
    fails("/portfolio/alarms", 500, "internal", "req-9");
    renderAt("/portfolio");
    fails("/portfolio", 404, "not_found");
    expect(await screen.findByText(/req-9/)).toBeTruthy();
  });

  it("keeps its shape while it loads", async () => {
    others();
    hangs("/portfolio/alarms");
    const { container } = renderAt("/portfolio");
    await screen.findByRole("navigation", { name: /Main/ });
    expect(container.querySelector(".mantine-Skeleton-root")).toBeTruthy();
  });

  it("turns alarms into sentences that lead to their clients", async () => {
    others();
    answers("/portfolio/alarms", {
      run,
      division_id: null,
      alarms: [
        alarm("best_sleeping", "danger", { clients: 10, revenue_minor: 39_703_513 }, "/clients", { abc: "A", rfm_group: "at_risk,cannot_lose" }),
        alarm("satisfied_leaving", "warning", { clients: 1, revenue_minor: 5000 }, "/clients", { satisfied_leaving: "true" }),
        alarm("renewals_late", "warning", { clients: 522, predicted_minor: 22_544_927 }, "/portfolio/life_stage", { stage: "late" }),
      ],
    });
    renderAt("/portfolio");
    fails("/portfolio", 404, "not_found");
    const sleeping = await screen.findByRole("link", { name: /Urgent.*10 of your best clients have gone quiet, with €397k/ });
    expect(sleeping.getAttribute("href")).toMatch(/^\/clients\?abc=A&rfm_group=at_risk/);
    expect(screen.getByRole("link", { name: /1 satisfied client is leaving all the same, with €50 of revenue/ }).getAttribute("href")).toBe("/clients?satisfied_leaving=true");
    expect(screen.getByRole("link", { name: /522 clients are late/ }).getAttribute("href")).toMatch(/^\/portfolio\/life-stage/);
  });
});
