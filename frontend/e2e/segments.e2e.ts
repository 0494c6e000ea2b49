import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, faults, launch, settled, shot, type Look } from "./browser";
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

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: body === undefined ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

type Segment = { id: string; name: string; kind: string; members: number; built_at: string | null; rule: unknown };

const words = {
  fr: { add: "Segment par règle", name: "Nom", line: "Ajouter une condition", subject: "Ce qui est examiné", value: "Valeur", city: "ville", orders: "commandes", save: "Enregistrer", sentence: "Les clients pour qui", holds: "Ce que la règle retient", moves: "Entrées et sorties", quality: "Qualité", uses: "Où il sert", member: "Membres" },
  en: { add: "Segment by rule", name: "Name", line: "Add a condition", subject: "What is tested", value: "Value", city: "city", orders: "orders", save: "Save", sentence: "Clients for whom", holds: "What the rule holds", moves: "Joins and leaves", quality: "Quality", uses: "Where used", member: "Members" },
} as const;

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 360 },
];

describe.each(looks)("in $language, $width px", (look) => {
  const word = words[look.language];

  const pick = async (page: Page, at: number, name: string) => {
    await page.getByRole("combobox", { name: word.subject }).nth(at).click();
    await page.getByRole("option", { name, exact: true }).first().click();
  };

  it("writes a rule that reads as a sentence, sees whom it holds, and keeps it as a segment", async () => {
    const city = (await ask<{ items: { city: string }[] }>("GET", "/clients?limit=100")).items.find((one) => one.city)?.city ?? "";
    const rule = { version: 1, root: { all: [{ field: "client.city", op: "is", value: city }, { measure: "count", of: "order", window: { last: 12, unit: "month" }, op: "gte", value: 1 }] } };
    const expected = (await ask<{ count: number }>("POST", "/segments/preview", { rule, count_only: true })).count;
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    await page.goto(`${server.url}/segments/new`);
    await settled(page);
    const name = `${word.add} ${look.width}`;
    await page.getByRole("textbox", { name: word.name }).first().fill(name);
    await page.getByRole("button", { name: word.line }).click();
    await pick(page, 0, word.city);
    await page.getByRole("textbox", { name: word.value, exact: true }).first().fill(city);
    await page.getByRole("button", { name: word.line }).last().click();
    await pick(page, 1, word.orders);
    await page.getByText(word.sentence).filter({ hasText: city }).waitFor();
    const count = page.getByRole("region", { name: word.holds }).or(page.locator(`section[aria-label="${word.holds}"]`)).first();
    await expect.poll(async () => (await count.innerText()).replace(/\D+/g, " ").trim().split(" ")[0], { timeout: 60_000 }).toBe(String(expected));
    await shot(page, `segments-editor-${look.language}-${look.width}`);
    const wrong = await faults(entered, "editor");
    await page.getByRole("button", { name: word.save }).click();
    await page.waitForURL(/\/segments\/\d+/);
    const id = /segments\/(\d+)/.exec(page.url())?.[1] ?? "";
    const kept = await ask<Segment>("GET", `/segments/${id}`);
    expect(kept.rule).toEqual(rule);
    await expect.poll(async () => (await ask<Segment>("GET", `/segments/${id}`)).members, { timeout: 60_000 }).toBe(expected);
    for (const tab of [word.moves, word.quality, word.uses, word.member]) {
      await page.getByRole("tab", { name: tab }).click();
      await settled(page);
      wrong.push(...(await faults(entered, tab)));
    }
    await shot(page, `segments-record-${look.language}-${look.width}`);
    await context.close();
    expect(wrong).toEqual([]);
  });
});
