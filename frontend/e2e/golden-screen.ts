import type { Locator, Page } from "playwright-core";
import { settled } from "./browser";

/** Opens a page by the rail, as a person does. */
export async function go(page: Page, section: string, item?: string) {
  const rail = page.getByRole("navigation", { name: "Navigation principale" });
  const follow = async (link: Locator) => {
    const to = await link.getAttribute("href");
    await link.click();
    await page.waitForURL((address) => address.pathname === new URL(to ?? "", page.url()).pathname);
  };
  await follow(rail.getByRole("link", { name: section, exact: true }).first());
  if (item) await follow(rail.getByRole("listitem").getByRole("link", { name: item, exact: true }).last());
  await settled(page);
}

/** Text of a page or a part of it, with plain spaces and hyphens, so that figures can be compared. */
export const plain = (text: string | null) => (text ?? "").replace(/\s+/g, " ").replace(/[−‑]/g, "-").trim();
export const number = (value: number, digits = 0) => plain(new Intl.NumberFormat("fr-FR", { maximumFractionDigits: digits }).format(value));
export const money = (minor: number, digits = 2) => plain(new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(minor / 100));

/** The value of a figure by its name, with the line below it. */
export async function figure(page: Page, label: string) {
  const found = page.locator("main [class*=_figure_]").filter({ has: page.getByText(label, { exact: true }) });
  return { value: plain(await found.locator("[class*=_value_]").first().textContent()), all: plain(await found.first().textContent()) };
}

/** Opens a field for several values by the keyboard and picks them. */
export async function pick(page: Page, field: Locator, options: readonly string[]) {
  await field.focus();
  await field.press("ArrowDown");
  for (const option of options) await page.getByRole("option", { name: option, exact: true }).click();
  await page.keyboard.press("Escape");
}

/** A field by its label; the list that it opens bears the same one. */
export const field = (within: Page | Locator, label: string) => within.getByLabel(label, { exact: true }).first();
