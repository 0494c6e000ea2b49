import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers, enter, faults, launch, settled, shot, type Look } from "./browser";
import { admin, startServer, type Running } from "./server";

let server: Running;
let browser: Browser;
let token: string;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  const answer = await fetch(`${server.url}/api/v1/auth/login`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(admin) });
  token = ((await answer.json()) as { access_token: string }).access_token;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function api<T>(path: string): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

type Category = { code: string; name: string; parent_id: string | null; renewal_months: number | null };
type Division = { code: string; name: string; state: string };
type Client = { id: string; version: number; is_reference: boolean; risk: string; acquisition_source: string; acquisition_cost_minor: number | null; latitude: number | null; longitude: number | null };

const items = async <T>(path: string) => (await api<{ items: T[] }>(path)).items;

const words = {
  fr: { add: "Ajouter une catégorie", code: "Code", name: "Nom", renewal: "Renouvellement", months: "mois", addDivision: "Ajouter une division", rename: "Renommer", archive: "Archiver", save: "Enregistrer", setRate: "Fixer un taux", currency: "Devise", rate: "Taux en EUR", change: "Modifier", reference: "Client de référence", risk: "Risque financier", level: "Élevé", source: "Origine", cost: "Coût d’acquisition", last: "Nom", first: "Prénom", decimal: "," },
  en: { add: "Add a category", code: "Code", name: "Name", renewal: "Renewal", months: "months", addDivision: "Add a division", rename: "Rename", archive: "Archive", save: "Save", setRate: "Set a rate", currency: "Currency", rate: "Rate in EUR", change: "Change", reference: "Reference client", risk: "Financial risk", level: "Medium", source: "Won through", cost: "Cost of winning them", last: "Last name", first: "First name", decimal: "." },
} as const;

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 1280 },
  { language: "fr", theme: "light", width: 360 },
];

const screens = [
  ["divisions", "/settings/divisions", "/divisions"],
  ["categories", "/categories", "/categories"],
  ["exchange-rates", "/settings/exchange-rates", "/exchange_rates"],
  ["receivables", "/receivables", ""],
  ["subscriptions", "/subscriptions", ""],
  ["wallet-shares", "/wallet-shares", ""],
] as const;

describe.each(looks)("$language, $theme, $width px", (look) => {
  it("shows the records that the classes need, without barriers", async () => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    const failures: string[] = [];
    for (const [name, path, list] of screens) {
      await page.goto(server.url + path);
      await settled(page);
      await shot(page, `records-${name}-${look.language}-${look.theme}-${look.width}`);
      const text = await page.locator("main").innerText();
      const rows = list === "" ? [] : await items<{ name?: string; currency?: string }>(list);
      for (const row of rows) if (!text.includes(row.name ?? row.currency ?? "")) failures.push(`${name}: ${row.name} is not on the screen`);
      failures.push(...(await faults(entered, name)));
    }
    await context.close();
    expect(failures).toEqual([]);
  });
});

describe.each(looks.slice(0, 2))("in $language", (look) => {
  const word = words[look.language];

  /** Runs steps on a signed-in page and expects that nothing went wrong in it. */
  async function onPage(path: string, steps: (page: Page) => Promise<void>) {
    const { page, context, wrong } = await enter(browser, server.url, look);
    await page.goto(server.url + path);
    await settled(page);
    await steps(page);
    await context.close();
    expect(wrong).toEqual([]);
  }

  const gone = (page: Page) => page.getByRole("dialog").waitFor({ state: "detached" });

  it("adds a category with its renewal", async () => {
    const code = `boats-${look.language}`;
    await onPage("/categories", async (page) => {
      await page.getByRole("button", { name: word.add }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: word.code, exact: true }).fill(code);
      await dialog.getByRole("textbox", { name: word.name, exact: true }).fill(`Boats ${look.language}`);
      await dialog.getByRole("textbox", { name: word.renewal }).fill("120");
      await shot(page, `records-category-form-${look.language}`);
      expect(await barriers(page)).toEqual([]);
      await dialog.getByRole("button", { name: word.add }).click();
      await gone(page);
      await page.getByText(`120 ${word.months}`).first().waitFor();
    });
    expect((await items<Category>("/categories?limit=200")).find((one) => one.code === code)).toMatchObject({ name: `Boats ${look.language}`, renewal_months: 120 });
  });

  it("adds, renames and archives a division", async () => {
    const code = `X${look.language}`;
    await onPage("/settings/divisions", async (page) => {
      await page.getByRole("button", { name: word.addDivision }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: word.code, exact: true }).fill(code);
      await dialog.getByRole("textbox", { name: word.name, exact: true }).fill(`Fleet ${look.language}`);
      await dialog.getByRole("button", { name: word.addDivision }).click();
      await gone(page);
      await page.getByRole("button", { name: `${word.rename}: Fleet ${look.language}` }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: word.name, exact: true }).fill(`Fleets ${look.language}`);
      await page.getByRole("dialog").getByRole("button", { name: word.save }).click();
      await gone(page);
      await page.getByRole("button", { name: `${word.archive}: Fleets ${look.language}` }).click();
      await page.getByRole("button", { name: new RegExp(`(Restore|Restaurer|Rétablir): Fleets ${look.language}`) }).waitFor();
    });
    expect((await items<Division>("/divisions?limit=200")).find((one) => one.code === code)).toMatchObject({ name: `Fleets ${look.language}`, state: "archived" });
  });

  it("sets an exchange rate", async () => {
    const currency = look.language === "fr" ? "CHF" : "GBP";
    await onPage("/settings/exchange-rates", async (page) => {
      await page.getByRole("button", { name: word.setRate }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: word.currency, exact: true }).fill(currency);
      await dialog.getByRole("textbox", { name: word.rate }).fill(`1${word.decimal}0625`);
      await dialog.getByRole("button", { name: word.setRate }).click();
      await gone(page);
      await page.locator("main").getByText(currency).first().waitFor();
    });
    expect((await items<{ currency: string; rate: string }>(`/exchange_rates?currency=${currency}`))[0]).toMatchObject({ rate: "1.0625" });
  });

  it("marks a client as a reference, with risk, origin and place", async () => {
    const [client] = await items<Client>("/clients?kind=b2c&limit=1");
    await onPage(`/clients/${client!.id}`, async (page) => {
      await page.getByRole("button", { name: word.change, exact: true }).first().click();
      const dialog = page.getByRole("dialog");
      const flag = dialog.getByRole("checkbox", { name: word.reference });
      await flag.setChecked(look.language === "fr");
      await dialog.getByRole("combobox", { name: word.risk }).click();
      await page.getByRole("option", { name: word.level, exact: true }).click();
      await dialog.getByRole("textbox", { name: word.source }).fill(`Fair ${look.language}`);
      await dialog.getByRole("textbox", { name: word.cost }).fill(`12${word.decimal}5`);
      await dialog.getByRole("textbox", { name: "Latitude" }).fill(`48${word.decimal}8566`);
      await dialog.getByRole("textbox", { name: "Longitude" }).fill(`2${word.decimal}3522`);
      await shot(page, `records-client-form-${look.language}`);
      expect(await barriers(page)).toEqual([]);
      await dialog.getByRole("button", { name: word.save }).click();
      await gone(page);
    });
    expect(await api<Client>(`/clients/${client!.id}`)).toMatchObject({ is_reference: look.language === "fr", risk: look.language === "fr" ? "high" : "medium", acquisition_source: `Fair ${look.language}`, acquisition_cost_minor: 1250, latitude: 48.8566, longitude: 2.3522 });
  });
});
