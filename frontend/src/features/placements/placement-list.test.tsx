import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderAt } from "@/test/render-at";
import { answers, holds } from "@/test/server";

const page = (items: object[]) => ({ items, next_cursor: null, total: items.length });
const placement = (id: string, name: string, strategy_id: string | null) => ({ id, name, code: name.toLowerCase(), channel: "web", size: 1, strategy_id, fallback_offer_id: null, anonymous_only: false, caps: [], log_share_bp: 10_000, state: "active", version: 1 });

it("says of no placement that priorities choose for it before its strategy is read", async () => {
  answers("/placements", page([placement("1", "Shop", "5"), placement("2", "Letter", null)]) as never);
  const answer = holds("/strategies", page([{ id: "5", name: "Learned home" }]) as never);
  renderAt("/placements");
  const shop = within(await screen.findByRole("row", { name: /Shop/ }));
  expect(shop.queryByText("By priority")).toBeNull();
  expect(shop.getByText("…")).toBeTruthy();
  answer();
  expect(await shop.findByText("Learned home")).toBeTruthy();
  within(screen.getByRole("row", { name: /Letter/ })).getByText("By priority");
});
