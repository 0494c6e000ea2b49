import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alarms as alarmsEn } from "../src/i18n/en/alarms";
import { runSettings as settingsEn } from "../src/i18n/en/run-settings";
import { alarms as alarmsFr } from "../src/i18n/fr/alarms";
import { runSettings as settingsFr } from "../src/i18n/fr/run-settings";
import { enter, faults, launch, settled, shot, type Language, type Look } from "./browser";
import { apiOf } from "./golden-api";
import { plain } from "./golden-screen";
import { startServer, type Running } from "./server";

let server: Running;
let browser: Browser;
let api: Awaited<ReturnType<typeof apiOf>>;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  api = await apiOf(server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const words = { en: { alarms: alarmsEn, settings: settingsEn }, fr: { alarms: alarmsFr, settings: settingsFr } };

type Alarms = { alarms: { code: string; severity: "danger" | "warning" | "info"; values: Record<string, number> }[] };
type Migration = { up: number; down: number; stayed: number };
type Tiers = { tiers: { name: string; clients: number }[] };
type Trend = { directions: { clients: number }[] };
type Focus = { focuses: { clients: number }[]; categories: { category: { name: string } }[] };
type Runs = { items: { id: string; number: number }[] };
type Figure = (value: number) => string;

/** What each screen must say, as the API gives it; what plots draw stands in their table view. */
const screens: readonly { name: string; path: () => Promise<string>; says: (figure: Figure, language: Language) => Promise<string[]> }[] = [
  {
    name: "story",
    path: async () => "/portfolio",
    says: async (figure, language) => {
      const { alarms } = await api.get<Alarms>("/portfolio/alarms");
      const moves = await api.get<Migration>("/portfolio/migration?measure=rfm_group");
      return [...alarms.map((one) => words[language].alarms.severity[one.severity]), ...alarms.flatMap((one) => (one.values.clients ? [figure(one.values.clients)] : [])), figure(moves.up), figure(moves.down)];
    },
  },
  {
    name: "rfm",
    path: async () => "/portfolio/rfm",
    says: async (figure) => {
      const moves = await api.get<Migration>("/portfolio/migration?measure=rfm_group");
      const frat = await api.get<Focus>("/portfolio/frat");
      return [figure(moves.up), figure(moves.down), figure(moves.stayed), frat.categories[0]!.category.name];
    },
  },
  {
    name: "value",
    path: async () => "/portfolio/value",
    says: async (figure) => {
      const { tiers } = await api.get<Tiers>("/portfolio/tiers");
      const { directions } = await api.get<Trend>("/portfolio/trend");
      return [...tiers.flatMap((one) => [one.name, figure(one.clients)]), figure(directions[0]!.clients)];
    },
  },
  { name: "runs", path: async () => "/portfolio/runs", says: async (figure) => (await api.get<Runs>("/portfolio_runs")).items.map((one) => figure(one.number)) },
  {
    name: "run",
    path: async () => `/portfolio/runs/${(await api.get<Runs>("/portfolio_runs")).items[0]!.id}`,
    says: async (figure, language) => {
      const moves = await api.get<Migration>("/portfolio/migration?measure=abc");
      return [figure(moves.up), figure(moves.stayed), words[language].settings.group.relationship.title];
    },
  },
  { name: "portfolio-settings", path: async () => "/portfolio/settings", says: async (_, language) => Object.values(words[language].settings.group).map((group) => group.title) },
];

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 1280 },
  { language: "fr", theme: "dark", width: 360 },
];

const wordsOf = async (page: Page) => plain(await page.locator("main").innerText());

describe.each(looks)("$language, $theme, $width px", (look) => {
  it("says on each screen what the API says, without barriers", async () => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    const figure = (value: number) => plain(new Intl.NumberFormat(look.language === "fr" ? "fr-FR" : "en-GB").format(value));
    const failures: string[] = [];
    for (const screen of screens) {
      await page.goto(server.url + (await screen.path()));
      await settled(page);
      if (screen.name === "portfolio-settings") for (const group of ["rfm", "tiers"] as const) await page.getByRole("button", { name: words[look.language].settings.group[group].title }).first().click();
      await settled(page);
      await shot(page, `${screen.name}-${look.language}-${look.theme}-${look.width}`);
      const text = await wordsOf(page);
      for (const said of await screen.says(figure, look.language)) if (!text.includes(plain(said))) failures.push(`${screen.name}: ${said} is not on the screen`);
      failures.push(...(await faults(entered, screen.name)));
    }
    await context.close();
    expect(failures).toEqual([]);
  });
});

describe("the settings of the run", () => {
  it.each(["fr", "en"] as const)("shows what other cuts would change and saves nothing until asked (%s)", async (language) => {
    const t = words[language].settings;
    const before = await api.get<{ matrix_share: number }>("/portfolio/settings");
    const { page, context, wrong } = await enter(browser, server.url, { language, theme: "light", width: 1280 });
    await page.goto(`${server.url}/portfolio/settings`);
    await settled(page);
    await page.getByRole("button", { name: t.group.matrix.title }).click();
    await page.getByRole("textbox", { name: t.field.matrix_share }).fill("60");
    await page.getByRole("button", { name: t.preview.start }).click();
    await page.getByRole("list", { name: t.preview.moves }).waitFor({ timeout: 90_000 });
    const jobs = await api.get<{ items: { kind: string; result: { classes: { measure: string; value: string; clients: number; clients_now: number }[] } }[] }>("/jobs?limit=20");
    const found = jobs.items.find((job) => job.kind === "portfolio.preview")!.result.classes.filter((one) => one.measure === "quadrant");
    const format = (value: number) => plain(new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB").format(value));
    const text = await wordsOf(page);
    for (const one of found) expect(text).toContain(format(one.clients));
    expect(found.some((one) => one.clients !== one.clients_now)).toBe(true);
    expect((await api.get<{ matrix_share: number }>("/portfolio/settings")).matrix_share).toBe(before.matrix_share);
    await shot(page, `settings-preview-${language}`);
    await page.getByRole("textbox", { name: t.field.matrix_share }).fill(language === "fr" ? "75" : "80");
    await page.locator("form button[type=submit]").click();
    await page.getByText(t.saved.title, { exact: true }).waitFor();
    expect((await api.get<{ matrix_share: number }>("/portfolio/settings")).matrix_share).toBe(language === "fr" ? 75 : 80);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("paints the map of the groups by keys alone, every cell keeping one group", async () => {
    const { page, context } = await enter(browser, server.url, { language: "en", theme: "light", width: 1280 });
    await page.goto(`${server.url}/portfolio/settings`);
    await settled(page);
    await page.getByRole("button", { name: /^RFM/ }).click();
    await page.getByRole("radio", { name: /New/ }).focus();
    await page.keyboard.press("Space");
    await page.locator('[data-cell="555"]').focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.locator('[data-cell="455"][aria-label*="New"]').waitFor();
    await page.locator("form button[type=submit]").click();
    await page.getByText(settingsEn.saved.title, { exact: true }).waitFor();
    const { rfm_map: map } = await api.get<{ rfm_map: { group: string; cells: string[] }[] }>("/portfolio/settings");
    expect(map.find((line) => line.group === "new")!.cells).toContain("455");
    expect(new Set(map.flatMap((line) => line.cells)).size).toBe(125);
    await context.close();
  });
});

it("leads from the list of things to do to as many clients as it says", async () => {
  const { page, context } = await enter(browser, server.url, { language: "en", theme: "light", width: 1280 });
  await page.goto(server.url);
  await settled(page);
  const line = page.locator("main a[href*='due_from']").first();
  const said = Number(/[\d,]+/.exec(await line.innerText())![0].replace(",", ""));
  await line.click();
  await page.waitForURL(/\/clients\?/);
  await settled(page);
  expect(await wordsOf(page)).toContain(new Intl.NumberFormat("en-GB").format(said));
  const narrowed = new URL(page.url()).searchParams;
  expect((await api.get<{ total: number }>(`/clients?due_from=${narrowed.get("due_from")}&due_to=${narrowed.get("due_to")}&limit=1&total=true`)).total).toBe(said);
  await context.close();
});
