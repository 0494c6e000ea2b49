import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, faults, launch, openPage, settled, shot, type Entered, type Language, type Look } from "./browser";
import { apiOf } from "./golden-api";
import { entries, routes, screensWith, type Screen } from "./screens";
import { startServer, type Running } from "./server";

let server: Running;
let browser: Browser;
let screens: readonly Screen[];

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  const api = await apiOf(server.url);
  const first = async (path: string) => (await api.get<{ items: { id: string }[] }>(`${path}${path.includes("?") ? "&" : "?"}limit=1`)).items[0]!.id;
  const made = (path: string, body: object) => api.post<{ id: string }>(path, body);
  const campaign = await made("/campaigns", { name: "Spring check" });
  const rule = await made("/segments", { name: "From Lyon", kind: "rule", rule: { version: 1, root: { all: [{ field: "client.city", op: "is", value: "Lyon" }] } } });
  const strategy = await made("/strategies", { name: "Learned home", code: "learned_home", stages: [{ ranking: "learned" }, { ranking: "priority" }], holdout_bp: 1000 });
  await made("/collections", { name: "Services", code: "services", kinds: ["service"] });
  await made("/attributes", { code: "favourite_shop", name: "Favourite shop", type: "choice", choices: ["North", "South"] });
  const file = await api.upload<{ id: string }>("/imports", "clients.csv", "reference,last_name,email\nR1,Martin,martin@example.org\n");
  screens = screensWith({
    client: await first("/clients?kind=b2c"),
    company: await first("/clients?kind=b2b&sort=-revenue"),
    segment: await first("/segments"),
    offer: await first("/offers"),
    order: await first("/orders"),
    run: await first("/portfolio_runs"),
    rule: rule.id,
    strategy: strategy.id,
    campaign: campaign.id,
    import: file.id,
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Each screen is walked in one of these looks in French and in the one that has nothing in common with it in English. */
const looks = [
  { theme: "light", width: 1440 },
  { theme: "dark", width: 360 },
  { theme: "light", width: 360 },
  { theme: "dark", width: 1440 },
] as const satisfies Omit<Look, "language">[];

const turnOf = (at: number, language: Language) => (language === "fr" ? at : at ^ 1) % looks.length;

/** Walks the screens whose turn it is in a look. */
async function walk(entered: Entered, language: Language, turn: number): Promise<string[]> {
  const { page, context } = entered;
  const { theme, width } = looks[turn]!;
  const failures: string[] = [];
  for (const { name, route, path = route, leads } of screens.filter((_, at) => turnOf(at, language) === turn)) {
    await page.goto(server.url + path);
    await settled(page);
    await shot(page, `${name}-${language}-${theme}-${width}`);
    failures.push(...(await faults(entered, name)));
    if (leads && (await page.locator(`main a[href^="${leads}"]:not([href$="/new"])`).count()) === 0) failures.push(`${name}: leads to no record`);
  }
  await context.close();
  return failures;
}

describe("every screen", () => {
  it("is known to this walk", () => {
    const walked = new Set([...screens, ...entries].map(({ route }) => route));
    expect(routes().filter((route) => !walked.has(route))).toEqual([]);
  });

  describe.each(["fr", "en"] as const)("in %s", (language) => {
    it.each([
      ["light on a laptop and dark on a phone", 0],
      ["light on a phone and dark on a laptop", 2],
    ])("loads, breaks nothing, shuts nobody out: %s", async (_, from) => {
      const turns = [from, from + 1];
      const pages: Entered[] = [];
      for (const turn of turns) pages.push(await enter(browser, server.url, { language, ...looks[turn]! }));
      const failures = await Promise.all(turns.map((turn, at) => walk(pages[at]!, language, turn)));
      expect(failures.flat()).toEqual([]);
    }, 600_000);
  });

  it.each([
    { language: "fr", theme: "dark", width: 360 },
    { language: "en", theme: "light", width: 1440 },
  ] as const)("opens to those who are not signed in: $language, $theme, $width px", async (look) => {
    const opened = await openPage(browser, look);
    const failures: string[] = [];
    for (const { name, route } of entries) {
      await opened.page.goto(server.url + route);
      await settled(opened.page);
      await shot(opened.page, `${name}-${look.language}-${look.theme}-${look.width}`);
      failures.push(...(await faults(opened, name)));
    }
    await opened.context.close();
    expect(failures).toEqual([]);
  });
});
