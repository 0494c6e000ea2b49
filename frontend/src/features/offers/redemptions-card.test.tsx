import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { me, renderAt } from "@/test/render-at";
import { answers, base, http, HttpResponse, server } from "@/test/server";

const offer = { id: "5", version: 1, code: "gift", name: "Gift", kind: "gift", state: "approved", budget_minor: null, codes_kind: "none", variants: [], caps: [] };
const none = { impressions: 0, clicks: 0, acceptances: 0, redemptions: 0, rejections: 0 };
const one = {
  id: "7", key: "k1", offer_id: "5", variant_id: null, client_id: "3", placement_id: null, proposition_id: null, code: "", order_reference: "T-1", amount_minor: null, cost_minor: 700, day: "2026-03-12",
  at: "2026-03-12T11:00:00Z", received_at: "2026-03-12T11:00:00Z", client_name: "Ada Martin-Lune", cancelled_at: null as string | null, cancelled_by_name: "", cancel_reason: "",
};
const two = { ...one, id: "8", client_name: "Bob Roux", cancelled_at: "2026-03-13T09:00:00Z", cancelled_by_name: "Zoé", cancel_reason: "Brought back" };

function open(who: object = me) {
  answers("/offers/5", offer);
  answers("/offers/5/results", { counts: none, rates: { click: null, acceptance: null, redemption: null }, variants: [], placements: [] });
  answers("/redemptions", { items: [one, two], next_cursor: null, total: 2 });
  renderAt("/offers/5?tab=results", who);
}

it("takes a redemption back with a reason, and says why another was", async () => {
  const asked: unknown[] = [];
  server.use(
    http.post(`${base}/redemptions/:id/cancel`, async ({ request, params }) => {
      asked.push([params.id, await request.json()]);
      return HttpResponse.json({ ...one, cancelled_at: "2026-03-14T09:00:00Z" });
    }),
  );
  open();
  expect(await screen.findByText(/Brought back \(Zoé/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Take back: Bob Roux" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Take back: Ada Martin-Lune" }));
  await userEvent.click(await screen.findByRole("button", { name: "Take back" }));
  expect(asked).toEqual([]);
  await userEvent.type(screen.getByRole("textbox", { name: "Reason" }), " wrong client ");
  await userEvent.click(screen.getByRole("button", { name: "Take back" }));
  await waitFor(() => expect(asked).toEqual([["7", { reason: "wrong client" }]]));
});

it("shows no button to who may not", async () => {
  open({ ...me, role: "sales", permissions: ["any", "read", "redeem", "sell"] });
  expect(await screen.findByText("Ada Martin-Lune")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Take back/ })).toBeNull();
});
