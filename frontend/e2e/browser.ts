import { AxeBuilder } from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { admin } from "./server";

export type Language = "en" | "fr";
export type Look = { language: Language; theme: "light" | "dark"; width: number };

const shots = process.env.CLIENTELE_E2E_SHOTS ?? join(tmpdir(), "clientele-e2e-shots");
mkdirSync(shots, { recursive: true });

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page in a language, theme and width; what goes wrong in it is gathered in `wrong`. */
export async function openPage(browser: Browser, look: Look): Promise<{ page: Page; context: BrowserContext; wrong: string[] }> {
  const context = await browser.newContext({ viewport: { width: look.width, height: look.width < 600 ? 844 : 900 }, locale: look.language === "fr" ? "fr-FR" : "en-GB", reducedMotion: "reduce" });
  await context.addInitScript((kept) => {
    if (window !== window.top) return;
    localStorage.setItem("clientele.language", kept.language);
    localStorage.setItem("clientele.theme", kept.theme);
  }, look);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => {
    // A browser reports each 401 and 404 by itself; the screens have their own answer to those.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) wrong.push(message.text());
  });
  page.on("response", (answer) => {
    if (answer.status() >= 500 || answer.status() === 422) wrong.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  return { page, context, wrong };
}

export async function signIn(page: Page, url: string) {
  await page.goto(`${url}/sign-in`);
  await page.locator("input[type=email]").fill(admin.email);
  await page.locator("input[type=password]").fill(admin.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
}

/** Sets the user's own language, as a person would on the profile page. */
export async function chooseLanguage(page: Page, url: string, language: Language) {
  await page.goto(`${url}/settings/profile`);
  await settled(page);
  await page
    .locator("label", { hasText: language === "fr" ? "Français" : "English" })
    .first()
    .click();
  await page.locator("form button[type=submit]").first().click();
  await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
  await page.waitForTimeout(400);
}

/** Waits until a page shows its content: a heading, and nothing loading any more. */
export async function settled(page: Page) {
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root'));
  await page.waitForTimeout(150);
}

export async function shot(page: Page, name: string) {
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** Accessibility violations that would stop a person: serious and critical ones. Frames are left out: the previews of mails run no script. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`);
}
