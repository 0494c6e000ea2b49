import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, faults, launch, settled, shot, type Look } from "./browser";
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

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 360 },
];

const rooms = [
  ["receivables", "/receivables?overdue=true"],
  ["subscriptions", "/subscriptions"],
  ["wallet-shares", "/wallet-shares"],
  ["cases-bad", "/cases?outcome=bad"],
  ["clients-doubtful", "/clients?relationship=doubtful&sort=-predicted"],
] as const;

/** Opens the first client that a list narrowed by `filter` shows, on a tab. */
async function openClient(page: Page, filter: string, tab = "value") {
  await page.goto(`${server.url}/clients?${filter}`);
  await settled(page);
  const path = await page.locator('a[href^="/clients/"]').first().getAttribute("href");
  await page.goto(`${server.url}${path}?tab=${tab}`);
  await settled(page);
}

describe.each(looks)("$language, $theme, $width px", (look) => {
  it("shows records and the client's page without a barrier", async () => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    const failures: string[] = [];
    const check = async (name: string) => {
      await shot(page, `${name}-${look.language}-${look.theme}-${look.width}`);
      failures.push(...(await faults(entered, name)));
    };
    for (const [name, path] of rooms) {
      await page.goto(server.url + path);
      await settled(page);
      await check(name);
    }
    await openClient(page, "doubt=insolvent,dissatisfied&sort=-revenue");
    await check("client-value");
    for (const tab of ["receivables", "subscriptions", "wallet"]) {
      await openClient(page, "kind=b2b&sort=-revenue", tab);
      await check(`client-${tab}`);
    }
    expect(failures).toEqual([]);
    await context.close();
  }, 300_000);
});

/** Live figures follow an answer within a second; a busy machine takes longer. */
const patient = { timeout: 60_000 };

describe("what people say of a client", () => {
  it("answers a guard by hand, sees who answered and where the client stands now, and takes it back", async () => {
    const { page, context, wrong } = await enter(browser, server.url, { language: "fr", theme: "light", width: 1280 });
    await openClient(page, "quadrant=unverified&guard_reference=unanswered");
    const guards = page.getByRole("region", { name: "Garde-fous" });
    const stands = page.getByRole("region", { name: "Où il se situe, et pourquoi" });
    await expect.poll(() => stands.textContent(), patient).toContain("À vérifier");
    await guards.getByRole("button", { name: "Répondre", exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Motif").fill("Le maire parle de nous à toute la vallée");
    await dialog.getByRole("button", { name: "Répondre" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => guards.textContent(), patient).toContain("Le maire parle de nous à toute la vallée (Demo");
    await expect.poll(() => stands.textContent(), patient).toMatch(/Mûr|Désirable/);
    await guards.getByRole("button", { name: "Retirer" }).first().click();
    await dialog.getByLabel("Motif").fill("Ce n’était pas lui");
    await dialog.getByRole("button", { name: "Retirer" }).click();
    await expect.poll(() => stands.textContent(), patient).toContain("À vérifier");
    expect(wrong).toEqual([]);
    await context.close();
  }, 300_000);

  it("ends a case badly, settles an amount, notes a share of wallet, ends a contract", async () => {
    const { page, context, wrong } = await enter(browser, server.url, { language: "en", theme: "light", width: 1440 });
    const open = async (path: string) => {
      await page.goto(server.url + path);
      await settled(page);
      await page.locator("tbody tr").first().locator("td").nth(2).click();
      return page.getByLabel("Preview", { exact: true });
    };
    const dialog = page.getByRole("dialog");

    let preview = await open("/receivables?overdue=true");
    await preview.getByRole("button", { name: "Mark as settled" }).click();
    await page.getByText("Settled", { exact: true }).first().waitFor();

    preview = await open("/subscriptions?state=active");
    await preview.getByRole("button", { name: "End it" }).click();
    await dialog.getByLabel("Reason of the end").fill("Sold the car");
    await dialog.getByRole("button", { name: "End it" }).click();
    await dialog.waitFor({ state: "detached" });

    await page.goto(`${server.url}/wallet-shares`);
    await settled(page);
    await page.getByRole("button", { name: "Note a share" }).click();
    await dialog.getByLabel("Client").click();
    await page.getByRole("option").first().click();
    await dialog.getByLabel("Share bought here").fill("35");
    await dialog.getByRole("button", { name: "Note a share" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("cell", { name: "35%" }).first().waitFor();

    await page.goto(`${server.url}/cases`);
    await settled(page);
    await page.getByRole("button", { name: "Open a case" }).click();
    await dialog.getByLabel("Client").click();
    await page.getByRole("option").first().click();
    await dialog.getByLabel("Subject").fill("Brakes still squeal");
    await dialog.getByRole("button", { name: "Open a case" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Brakes still squeal").first().click();
    await page.getByLabel("Preview", { exact: true }).getByRole("button", { name: "End the case" }).click();
    await dialog.getByText("Badly").click();
    await dialog.getByLabel("Resolution").fill("Nothing could be done");
    await dialog.getByRole("button", { name: "End the case" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => page.getByLabel("Preview", { exact: true }).textContent(), patient).toContain("Closed · badly");
    expect(wrong).toEqual([]);
    await context.close();
  }, 300_000);

  it("downloads the clients that the list shows, in every format", async () => {
    const { page, context } = await enter(browser, server.url, { language: "en", theme: "light", width: 1280 });
    await page.goto(`${server.url}/clients?quadrant=desirable`);
    await settled(page);
    for (const [name, suffix] of [["CSV", "csv"], ["Excel", "xlsx"], ["Parquet", "parquet"]] as const) {
      await page.locator("main").getByRole("button", { name: /Download|Télécharger/ }).first().click();
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: new RegExp(name, "i") }).click()]);
      expect(file.suggestedFilename()).toBe(`clients.${suffix}`);
    }
    await context.close();
  }, 300_000);
});
