import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers, chooseLanguage, enter, faults, launch, settled, shot, type Look } from "./browser";
import { apiOf, unmistakable } from "./golden-api";
import { startServer, type Running } from "./server";

type Matrix = { quadrants: { quadrant: string; clients: number }[]; raw: { quadrant: string; clients: number }[]; guarded: number };
type Lifetime = { clients: number; predicted_minor: number; distribution: { from_minor: number; to_minor: number | null; clients: number }[]; holdout: { predicted: number; actual: number } | null };

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

const screens = [
  ["matrix", "/portfolio/matrix"],
  ["matrix-cells", "/portfolio/matrix?view=cells"],
  ["lifetime", "/portfolio/lifetime"],
] as const;

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 1440 },
  { language: "fr", theme: "dark", width: 360 },
];

/** Live figures follow an answer within a second; a busy machine takes longer. */
const patient = { timeout: 60_000 };

/** The figures of a text, without the signs that group thousands. */
const figures = (text: string | null) => (text ?? "").replace(/[\s  ,.]/g, "");

describe.each(looks)("matrix and lifetime value, $language, $theme, $width px", (look) => {
  it("load, fit the screen, shut nobody out", async () => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    const failures: string[] = [];
    for (const [name, path] of screens) {
      await page.goto(server.url + path);
      await settled(page);
      await shot(page, `${name}-${look.language}-${look.theme}-${look.width}`);
      failures.push(...(await faults(entered, name)));
    }
    await context.close();
    expect(failures).toEqual([]);
  });
});

let kept: { page: Page; wrong: string[]; language: "en" | "fr" } | undefined;

/** The screen in a language, the person's own; one sign-in serves all tests. */
async function open(path: string, language: "en" | "fr" = "en"): Promise<{ page: Page; wrong: string[] }> {
  if (!kept) {
    const { page, wrong } = await enter(browser, server.url, { language, theme: "light", width: 1440 });
    kept = { page, wrong, language };
  }
  if (kept.language !== language) await chooseLanguage(kept.page, server.url, language);
  kept.language = language;
  await kept.page.goto(server.url + path);
  await settled(kept.page);
  kept.wrong.length = 0;
  return kept;
}

describe("the profitability matrix", () => {
  it("shows each quadrant as the API gives it, before and after the guards", async () => {
    const matrix = await api.get<Matrix>("/portfolio/matrix");
    const { page } = await open("/portfolio/matrix");
    const counts = async () => {
      const rows = page.getByRole("table", { name: "The quadrants" }).locator("tbody tr");
      return Promise.all((await rows.all()).map(async (row) => Number(figures(await row.locator("td").nth(1).textContent()))));
    };
    await expect.poll(counts, patient).toEqual(matrix.quadrants.map((one) => one.clients));
    await page.goto(`${server.url}/portfolio/matrix?raw=true`);
    await settled(page);
    await expect.poll(counts, patient).toEqual(matrix.raw.map((one) => one.clients));
  });

  it("opens the clients of a quadrant by keys alone", async () => {
    const matrix = await api.get<Matrix>("/portfolio/matrix");
    const { page, wrong } = await open("/portfolio/matrix");
    await page.locator('[role="application"]').first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/clients\?.*quadrant=/);
    await settled(page);
    const opened = new URL(page.url()).searchParams.get("quadrant");
    expect((await api.get<{ total: number }>(`/clients?quadrant=${opened}&total=true&limit=1`)).total).toBe(matrix.quadrants.find((one) => one.quadrant === opened)?.clients);
    expect(wrong).toEqual([]);
  });

  it("answers the questions of a client: it leaves the list at once, and comes back when undone", async () => {
    const waiting = async () => (await api.get<{ total: number }>("/clients?quadrant=unverified&still=true&total=true&limit=1")).total;
    const before = await waiting();
    const { page, wrong } = await open("/portfolio/matrix", "fr");
    const list = page.getByRole("table", { name: "Clients à vérifier" });
    const shown = await list.locator("tbody a").evaluateAll((all) => all.map((one) => ({ id: one.getAttribute("href") ?? "", name: one.textContent ?? "" })));
    const others = await api.all<{ id: string; name: string }>("/clients?quadrant=unverified");
    const { name } = unmistakable(shown, others.map((one) => ({ ...one, id: `/clients/${one.id}` })));
    await list.getByRole("button", { name: `Répondre: ${name}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radiogroup", { name: /client de référence/ }).getByText("Oui").click();
    await dialog.getByText("Ensuite : Mûr 1.").waitFor();
    await dialog.getByRole("textbox", { name: /Motif/ }).fill("Maire de la ville");
    await shot(page, "matrix-answer-fr");
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Répondre à 1 question pour 1 client" }).click();
    // The notice stays while the pointer is on it, however long the figures take.
    await page.getByText("Réponse enregistrée pour 1 client").hover();
    await expect.poll(waiting, patient).toBe(before - 1);
    await list.getByRole("link", { name, exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Annuler" }).click();
    await expect.poll(waiting, patient).toBe(before);
    expect(wrong).toEqual([]);
  });

  it("answers for all that wait: the number on the button is what happens", async () => {
    const { page, wrong } = await open("/portfolio/matrix?open=reference");
    const asked = (await api.get<{ total: number }>("/clients?quadrant=unverified&still=true&guard_reference=unanswered&total=true&limit=1")).total;
    await page.getByRole("table", { name: "Clients to verify" }).locator("tbody input[type=checkbox]").first().check();
    await page.getByRole("button", { name: new RegExp(`Select all ${asked.toLocaleString("en-GB")}`) }).click();
    await page.getByRole("button", { name: `Answer for ${asked.toLocaleString("en-GB")} clients` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radiogroup", { name: /reference client/ }).getByText("No", { exact: true }).click();
    await dialog.getByRole("textbox", { name: /Reason/ }).fill("Read through with the shop");
    await dialog.getByRole("button", { name: `Answer 1 question for ${asked.toLocaleString("en-GB")} clients` }).click();
    await page.getByText(`Answered for ${asked.toLocaleString("en-GB")} clients`).waitFor();
    await expect.poll(async () => (await api.get<{ total: number }>("/clients?quadrant=unverified&still=true&guard_reference=unanswered&total=true&limit=1")).total, patient).toBe(0);
    await page.getByText("Nobody waits for an answer to this question.").waitFor();
    expect(wrong).toEqual([]);
  });
});

describe("customer lifetime value", () => {
  it("says how far to trust it, with the figures of the API", async () => {
    const lifetime = await api.get<Lifetime>("/portfolio/lifetime");
    const { page } = await open("/portfolio/lifetime");
    const trust = page.getByRole("region", { name: "How far can you trust it?" });
    if (lifetime.holdout) {
      const said = figures(await trust.locator("p").first().textContent());
      expect(said).toContain(`foretold${Math.round(lifetime.holdout.predicted)}purchases`);
      expect(said).toContain(`${lifetime.holdout.actual}came`);
    } else expect((await trust.textContent())?.length).toBeGreaterThan(40);
  });

  it("a bar of the distribution opens just the clients it stands for", async () => {
    const lifetime = await api.get<Lifetime>("/portfolio/lifetime");
    const { page, wrong } = await open("/portfolio/lifetime");
    await page.locator('[role="application"]').first().focus();
    for (let at = 0; at <= lifetime.distribution.findIndex((bin) => bin.clients > 0); at++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/clients\?.*predicted_min_minor=/);
    await settled(page);
    const { searchParams } = new URL(page.url());
    const bin = lifetime.distribution.find((one) => one.clients > 0);
    const asked = new URLSearchParams([...searchParams].map(([key, value]) => [key, value.replaceAll('"', "")]));
    expect((await api.get<{ total: number }>(`/clients?${asked.toString()}&total=true&limit=1`)).total).toBe(bin?.clients);
    expect(wrong).toEqual([]);
  });

  it("downloads the forecast of every client", async () => {
    const { page } = await open("/portfolio/lifetime", "fr");
    await page.getByRole("button", { name: "Télécharger" }).first().click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "CSV" }).click()]);
    expect(file.suggestedFilename()).toBe("lifetime.csv");
  });
});
