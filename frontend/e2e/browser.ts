import axe from "axe-core";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page, type Request } from "playwright-core";
import { expect } from "vitest";
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

/** A page, and what went wrong in it so far. */
export type Entered = { page: Page; context: BrowserContext; wrong: string[] };

/** What each page has asked for and not got yet. */
const unanswered = new WeakMap<Page, Set<Request>>();

type Me = { name: string; theme: string; language: Language; version: number };

/** A page in a language, theme and width; what goes wrong in it is gathered in `wrong`. */
export async function openPage(browser: Browser, look: Look): Promise<Entered> {
  const context = await browser.newContext({ viewport: { width: look.width, height: look.width < 600 ? 844 : 900 }, locale: look.language === "fr" ? "fr-FR" : "en-GB", reducedMotion: "reduce" });
  await context.addInitScript((kept) => {
    if (window !== window.top) return;
    localStorage.setItem("clientele.language", kept.language);
    localStorage.setItem("clientele.theme", kept.theme);
  }, look);
  const page = await context.newPage();
  const wrong: string[] = [];
  const asked = new Set<Request>();
  unanswered.set(page, asked);
  page.on("request", (request) => asked.add(request));
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
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

/** A page that is signed in, in the user's own language: told to the API, since screens.e2e.ts takes the ways of a person. */
export async function enter(browser: Browser, url: string, look: Look): Promise<Entered> {
  const opened = await openPage(browser, look);
  const login = await opened.context.request.post(`${url}/api/v1/auth/login`, { data: admin });
  const { access_token } = (await login.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${access_token}` };
  const me = (await (await opened.context.request.get(`${url}/api/v1/me`, { headers })).json()) as Me;
  if (me.language !== look.language) {
    const changed = await opened.context.request.put(`${url}/api/v1/me`, { headers: { ...headers, "If-Match": `"v${me.version}"` }, data: { name: me.name, theme: me.theme, language: look.language } });
    if (!changed.ok()) throw new Error(`language: ${changed.status()} ${await changed.text()}`);
  }
  return opened;
}

/** Sets the user's own language, as a person would on the profile page. */
export async function chooseLanguage(page: Page, url: string, language: Language) {
  await page.goto(`${url}/settings/profile`);
  await settled(page);
  await page
    .locator("label", { hasText: language === "fr" ? "Français" : "English" })
    .first()
    .click();
  const kept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.url().endsWith("/api/v1/me"));
  await page.locator("form button[type=submit]").first().click();
  expect((await kept).ok()).toBe(true);
  await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
  await settled(page);
}

/** Waits until a page shows its content: a heading, nothing loading any more, and nothing asked for in the meantime. */
export async function settled(page: Page) {
  await page.locator("h1").first().waitFor();
  const patience = Date.now() + 45_000;
  for (let quiet = 0; quiet < 2; ) {
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root'));
    // What an answer sets off is drawn, and asks for more, before a busy page is idle.
    await page.waitForFunction(() => new Promise((idle) => requestIdleCallback(() => idle(true), { timeout: 3000 })));
    await page.waitForTimeout(75);
    const open = [...(unanswered.get(page) ?? [])];
    if (open.length > 0 && Date.now() > patience) throw new Error(`no answer: ${open.map((one) => one.url()).join(", ")}`);
    quiet = open.length > 0 ? 0 : quiet + 1;
  }
  await still(page);
}

/** Waits until nothing moves any more that will come to an end: what fades in has its colours. */
export async function still(page: Page) {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== "running" || one.effect?.getComputedTiming().endTime === Infinity));
}

export async function shot(page: Page, name: string) {
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** What axe is asked: the rules of WCAG 2.2 AA. Frames are left out: the previews of mails run no script. */
const rules: axe.RunOptions = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }, resultTypes: ["violations"], iframes: false, preload: false };

/** Accessibility violations that would stop a person: serious and critical ones. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (options) => (await (window as unknown as { axe: typeof axe }).axe.run(document, options)).violations, rules);
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`);
}

/** What is wrong with the screen that shows: it did not load, is wider than the window, shuts somebody out, or something broke. */
export async function faults({ page, wrong }: Entered, name: string): Promise<string[]> {
  const found: string[] = [];
  if ((await page.getByRole("alert").filter({ hasText: /Request|Requête/ }).count()) > 0) found.push("did not load");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) found.push(`${wide} px wider than the screen`);
  found.push(...(await barriers(page)), ...wrong.splice(0));
  return found.map((one) => `${name}: ${one}`);
}
