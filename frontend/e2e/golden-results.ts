import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, shot } from "./browser";
import type { Arm } from "./golden-api";
import { figure, go, money, number, plain } from "./golden-screen";
import { welch } from "./welch";

/** A client of the two groups to whom the campaign may write, and what the test makes it buy. */
export type Member = { id: string; name: string; reference: string; group: string; arm: Arm; orders: number; minor: number };

/** Every figure of the result against one computed here. */
export async function readResults(page: Page, campaign: string, members: readonly Member[]) {
  await go(page, "Campagnes");
  await page.locator(`main a[href="/campaigns/${campaign}"]`).first().click();
  await page.getByRole("tab", { name: "Résultats" }).click();
  const table = page.getByRole("table", { name: "Ce qu’elle a apporté" });
  await table.waitFor();
  await settled(page);
  const arms = (["treated", "control"] as const).map((arm) => members.filter((member) => member.arm === arm));
  const expected = arms.map((arm, at) => {
    const [buyers, orders, minor] = [arm.filter((one) => one.orders > 0).length, arm.reduce((sum, one) => sum + one.orders, 0), arm.reduce((sum, one) => sum + one.minor, 0)];
    const share = plain(new Intl.NumberFormat("fr-FR", { style: "percent", maximumFractionDigits: 1 }).format(buyers / arm.length));
    return [at === 0 ? "Ont reçu" : "Témoins", number(arm.length), number(buyers), share, number(orders), money(minor), money(minor / arm.length)];
  });
  // The screens read again when the tray sees that the import has ended, at most two seconds later.
  const rows = async () => Promise.all((await table.locator("tbody tr").all()).map(async (row) => (await row.locator("td").allTextContents()).map(plain)));
  await expect.poll(rows, { timeout: 60_000 }).toEqual(expected);
  await shot(page, "golden-results");

  const [treated = [], control = []] = arms.map((arm) => arm.map((member) => member.minor));
  const { estimate, low, high } = welch(treated, control);
  const title = "Effet par client, avec son intervalle à 95 %";
  await page.getByRole("button", { name: new RegExp(`: ${title}$`) }).click();
  await page.getByRole("menuitem", { name: /tableau/i }).click();
  const lift = page.getByRole("region", { name: title }).locator("tbody tr").first();
  await expect.poll(async () => (await lift.locator("td").allTextContents()).map(plain)).toEqual(["Par client", money(estimate), `${money(low)} … ${money(high)}`]);
  const won = await figure(page, "Chiffre d’affaires gagné");
  const whole = (value: number) => money(value * treated.length, 0);
  expect(won.value).toBe(whole(estimate));
  expect(won.all).toContain(`entre ${whole(low)} et ${whole(high)}`);
  await lift.scrollIntoViewIfNeeded();
  await shot(page, "golden-results-table");
}
