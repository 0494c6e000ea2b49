import type { Browser } from "playwright-core";
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

type Redemption = { id: string; offer_id: string; cancelled_at: string | null; cancel_reason: string };

const words = {
  fr: { title: "Utilisations", cancel: "Annuler l’utilisation", reason: "Motif", back: "Annulée", uses: "Où il sert", context: "contexte d’apprentissage", about: /environ 12[\s\u202f]400 \(± 300\)/, holds: "Ce que la règle retient" },
  en: { title: "Redemptions", cancel: "Take back", reason: "Reason", back: "Taken back", uses: "Where used", context: "context of learning", about: /about 12,400 \(± 300\)/, holds: "What the rule holds" },
} as const;

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 360 },
];

describe.each(looks)("in $language, $width px", (look) => {
  const word = words[look.language];

  it("takes a redemption back", async () => {
    const one = (await ask<{ items: Redemption[] }>("GET", "/redemptions?limit=200")).items.find((row) => row.cancelled_at === null);
    if (!one) throw new Error("the demo has no redemption");
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    await page.goto(`${server.url}/offers/${one.offer_id}?tab=results`);
    await settled(page);
    await page.getByRole("heading", { name: word.title, exact: true }).first().scrollIntoViewIfNeeded();
    const wrong = await faults(entered, "results");
    await page.getByRole("button", { name: new RegExp(`^${word.cancel}: `) }).first().click();
    await page.getByRole("textbox", { name: word.reason }).fill("Panne de caisse");
    await settled(page);
    await shot(page, `redemption-back-${look.language}-${look.width}`);
    wrong.push(...(await faults(entered, "the question")));
    await page.getByRole("button", { name: word.cancel, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText(word.back, { exact: true }).first().waitFor();
    await settled(page);
    await shot(page, `redemptions-${look.language}-${look.width}`);
    wrong.push(...(await faults(entered, "taken back")));
    await context.close();
    const all = (await ask<{ items: Redemption[] }>("GET", `/redemptions?limit=200&offer_id=${one.offer_id}`)).items;
    expect(all.some((row) => row.cancelled_at !== null && row.cancel_reason === "Panne de caisse")).toBe(true);
    expect(wrong).toEqual([]);
  });

  it("names the strategies that learn by a segment", async () => {
    const list = (await ask<{ items: { id: string; name: string; context_segment_ids: string[] }[] }>("GET", "/strategies?limit=200")).items;
    const strategy = list.find((row) => row.context_segment_ids.length > 0);
    if (!strategy) throw new Error("no strategy of the demo learns by a segment");
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    await page.goto(`${server.url}/segments/${strategy.context_segment_ids[0]}`);
    await settled(page);
    await page.getByRole("tab", { name: word.uses }).click();
    await settled(page);
    await page.getByText(word.context).first().waitFor();
    await shot(page, `segment-uses-${look.language}-${look.width}`);
    const wrong = await faults(entered, "uses");
    await page.getByRole("link", { name: strategy.name, exact: true }).first().click();
    await page.waitForURL(`**/strategies/${strategy.id}`);
    await context.close();
    expect(wrong).toEqual([]);
  });

  it("tells an estimate with its margin", async () => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    await page.route("**/api/v1/segments/preview", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), count: 12_437, count_low: 12_150, count_high: 12_730, base: 1_000_000, sample_size: 20_000, estimated: true } });
    });
    const segment = (await ask<{ items: { id: string }[] }>("GET", "/segments?kind=rule&limit=1")).items[0];
    await page.goto(`${server.url}/segments/${segment?.id}/edit`);
    await settled(page);
    await page.getByText(word.about).first().waitFor();
    await page.getByText(word.about).first().scrollIntoViewIfNeeded();
    await shot(page, `segment-estimate-${look.language}-${look.width}`);
    const wrong = await faults(entered, "estimate");
    await context.close();
    expect(wrong).toEqual([]);
  });
});
