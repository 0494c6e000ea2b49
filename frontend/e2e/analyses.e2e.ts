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

async function api<T>(path: string): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

type Retention = { erosion: { gained: number; lost: number }; months: { active: number }[] };
type Balance = { concentration: { gini: number; clients: number } };
type Relationship = { states: { state: string; clients: number }[]; prospects: number };
type LifeStage = { stages: { stage: string; clients: number }[] };
type Place = { countries: { country: string; clients: number }[] };

/** What each screen must say, as the API gives it. */
const screens: readonly { name: string; path: string; says: (number: (value: number, digits?: number) => string) => Promise<string[]> }[] = [
  {
    name: "retention",
    path: "/portfolio/retention",
    says: async (number) => {
      const report = await api<Retention>("/portfolio/retention");
      return [number(report.erosion.gained), number(report.erosion.lost), number(report.months.at(-1)!.active)];
    },
  },
  {
    name: "balance",
    path: "/portfolio/balance",
    says: async (number) => {
      const { concentration } = await api<Balance>("/portfolio/balance");
      return [number(concentration.gini, 2), number(concentration.clients)];
    },
  },
  {
    name: "relationship",
    path: "/portfolio/relationship",
    says: async (number) => {
      const report = await api<Relationship>("/portfolio/relationship");
      return [...report.states.map((one) => number(one.clients)), number(report.prospects)];
    },
  },
  {
    name: "life-stage",
    path: "/portfolio/life-stage",
    says: async (number) => (await api<LifeStage>("/portfolio/life_stage")).stages.map((one) => number(one.clients)),
  },
  {
    name: "map",
    path: "/portfolio/map",
    says: async (number) => (await api<Place>("/portfolio/map")).countries.map((one) => number(one.clients)),
  },
];

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 1280 },
  { language: "en", theme: "light", width: 360 },
];

describe.each(looks)("$language, $theme, $width px", (look) => {
  it("says on each screen what the API says, without barriers", async () => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    const format = (value: number, digits?: number) => new Intl.NumberFormat(look.language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: digits ?? 3 }).format(value);
    const failures: string[] = [];
    for (const screen of screens) {
      await page.goto(server.url + screen.path);
      await settled(page);
      await shot(page, `${screen.name}-${look.language}-${look.theme}-${look.width}`);
      const text = await wordsOf(page);
      for (const figure of await screen.says(format)) if (!text.includes(plain(figure))) failures.push(`${screen.name}: ${figure} is not on the screen`);
      failures.push(...(await faults(entered, screen.name)));
    }
    await context.close();
    expect(failures).toEqual([]);
  }, 300_000);
});

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

async function wordsOf(page: Page): Promise<string> {
  return plain(await page.locator("main").innerText());
}

it("leads from a state to its clients, as many as it said", async () => {
  const { page, context } = await enter(browser, server.url, { language: "en", theme: "light", width: 1280 });
  const { states } = await api<Relationship>("/portfolio/relationship");
  const loyal = states.find((one) => one.state === "loyal")!;
  await page.goto(`${server.url}/portfolio/relationship`);
  await settled(page);
  await page.locator(`a[href*="relationship=loyal"]`).first().click();
  await page.waitForURL(/\/clients\?.*relationship=loyal/);
  await settled(page);
  const { total } = await api<{ total: number }>("/clients?relationship=loyal&limit=1&total=true");
  expect(total).toBe(loyal.clients);
  expect(await wordsOf(page)).toContain(new Intl.NumberFormat("en-GB").format(total));
  await context.close();
});

it("narrows the renewals to a month and a day, and finds nobody twice", async () => {
  const { page, context } = await enter(browser, server.url, { language: "en", theme: "light", width: 1280 });
  await page.goto(`${server.url}/portfolio/life-stage`);
  await settled(page);
  const before = await page.locator("h2", { hasText: /^Renewals due in/ }).first().innerText();
  await page.getByRole("button", { name: "Month after" }).click();
  await page.getByRole("heading", { name: before, exact: true }).waitFor({ state: "detached" });
  await page.locator("h2", { hasText: /^Renewals due in/ }).first().waitFor();
  await settled(page);
  const links = await page.locator("main a[href^='/clients/']").allInnerTexts();
  expect(new Set(links).size).toBe(links.length);
  await context.close();
});
