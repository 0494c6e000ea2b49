import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseLanguage, enter, launch, openPage, settled, signIn } from "./browser";
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

describe("ways through the product", () => {
  it("a mark of the heat map opens the clients behind it, by keys alone", async () => {
    const { page, context, wrong } = await enter(browser, server.url, { language: "en", theme: "light", width: 1440 });
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
    const { page, context } = await enter(browser, server.url, { language: "en", theme: "light", width: 1440 });
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

  it("whoever chooses a language keeps it, on this device and on the next", async () => {
    const { page, context, wrong } = await openPage(browser, { language: "en", theme: "light", width: 1440 });
    await signIn(page, server.url);
    for (const language of ["fr", "en", "fr"] as const) await chooseLanguage(page, server.url, language);
    expect(wrong).toEqual([]);
    await context.close();
    const other = await openPage(browser, { language: "en", theme: "light", width: 1440 });
    await signIn(other.page, server.url);
    await settled(other.page);
    await expect.poll(() => other.page.evaluate(() => document.documentElement.lang)).toBe("fr");
    await other.context.close();
  });
});
