import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers, chooseLanguage, launch, openPage, settled, shot, signIn, type Look } from "./browser";
import { startServer, type Running } from "./server";

let server: Running;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const screens: readonly (readonly [string, string])[] = [
  ["home", "/"],
  ["clients", "/clients"],
  ["clients-filtered", "/clients?abc=A,B&sort=-revenue"],
  ["contacts", "/contacts"],
  ["interactions", "/interactions"],
  ["cases", "/cases"],
  ["value", "/portfolio/value"],
  ["rfm", "/portfolio/rfm"],
  ["runs", "/portfolio/runs"],
  ["portfolio-settings", "/portfolio/settings"],
  ["segments", "/segments"],
  ["offers", "/offers"],
  ["offer-new", "/offers/new"],
  ["placements", "/placements"],
  ["decisions", "/decisions"],
  ["campaigns", "/campaigns"],
  ["campaign-new", "/campaigns/new"],
  ["imports", "/imports"],
  ["upload", "/imports/new"],
  ["orders", "/orders"],
  ["products", "/products"],
  ["profile", "/settings/profile"],
  ["organisation", "/settings/organisation"],
  ["users", "/settings/users"],
];

/** Lists whose first line leads to a record. */
const records = [
  ["client", "/clients", "/clients/"],
  ["order", "/orders", "/orders/"],
  ["segment", "/segments", "/segments/"],
  ["offer", "/offers", "/offers/"],
  ["run", "/portfolio/runs", "/portfolio/runs/"],
] as const;

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1440 },
  { language: "en", theme: "dark", width: 1440 },
  { language: "fr", theme: "dark", width: 390 },
];

describe.each(looks)("$language, $theme, $width px", (look) => {
  it("walks every screen: each loads, nothing breaks, nobody is shut out", async () => {
    const { page, context, wrong } = await openPage(browser, look);
    await signIn(page, server.url);
    await chooseLanguage(page, server.url, look.language);
    const failures: string[] = [];
    const visit = async (name: string, path: string) => {
      await page.goto(server.url + path);
      await settled(page);
      await shot(page, `${name}-${look.language}-${look.theme}-${look.width}`);
      if ((await page.getByRole("alert").filter({ hasText: /Request|Requête/ }).count()) > 0) failures.push(`${name}: did not load`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 1) failures.push(`${name}: ${wide} px wider than the screen`);
      failures.push(...(await barriers(page)).map((barrier) => `${name}: ${barrier}`));
      failures.push(...wrong.splice(0).map((error) => `${name}: ${error}`));
    };
    for (const [name, path] of screens) await visit(name, path);
    for (const [name, list, prefix] of records) {
      await page.goto(server.url + list);
      await settled(page);
      const link = page.locator(`main a[href^="${prefix}"]:not([href$="/new"])`).first();
      if ((await link.count()) > 0) await visit(name, (await link.getAttribute("href")) ?? list);
    }
    await context.close();
    expect(failures).toEqual([]);
  });
});

describe("ways through the product", () => {
  it("a mark of the heat map opens the clients behind it, by keys alone", async () => {
    const { page, context, wrong } = await openPage(browser, { language: "en", theme: "light", width: 1440 });
    await signIn(page, server.url);
    await page.goto(`${server.url}/portfolio/rfm`);
    await settled(page);
    await page.locator('[role="application"]').first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/clients\?.*r=/);
    await settled(page);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it("Ctrl-K finds a client by name and opens the record", async () => {
    const { page, context } = await openPage(browser, { language: "en", theme: "light", width: 1440 });
    await signIn(page, server.url);
    await page.goto(`${server.url}/clients`);
    await settled(page);
    const name = (await page.locator("main tbody a").first().textContent()) ?? "";
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(name);
    await page.getByRole("option").filter({ hasText: name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/clients\/\d+/);
    await context.close();
  });

  it("the session survives a reload and ends with signing out", async () => {
    const { page, context } = await openPage(browser, { language: "en", theme: "light", width: 1440 });
    await signIn(page, server.url);
    await page.goto(`${server.url}/segments`);
    await page.reload();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/segments");
    await page.locator('header button[aria-haspopup="menu"]').last().click();
    await page.getByRole("menuitem").last().click();
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${server.url}/clients`);
    await page.waitForURL(/\/sign-in\?to=/);
    await context.close();
  });
});
