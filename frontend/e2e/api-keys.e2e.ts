import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, faults, launch, settled, shot, type Look } from "./browser";
import { startServer, type Running } from "./server";

let server: Running;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({}, "empty");
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const words = {
  fr: { add: "Créer une clé", make: "Créer la clé", name: "Nom", read: "Tout lire", kept: "Je l’ai conservée", revoke: "Révoquer", revoked: "Révoquée", empty: "Aucune clé pour l’instant" },
  en: { add: "Make a key", make: "Make the key", name: "Name", read: "Read everything", kept: "I have kept it", revoke: "Revoke", revoked: "Revoked", empty: "No key yet" },
} as const;

const looks: readonly Look[] = [
  { language: "fr", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 1280 },
  { language: "fr", theme: "dark", width: 360 },
  { language: "en", theme: "light", width: 360 },
];

/** What the API answers a program with the key. */
const asked = async (secret: string) => (await fetch(`${server.url}/api/v1/clients`, { headers: { Authorization: `Bearer ${secret}` } })).status;

describe("API keys", () => {
  it.each(looks)("are made, work, and are revoked: $language, $theme, $width px", async (look) => {
    const entered = await enter(browser, server.url, look);
    const { page, context } = entered;
    const say = words[look.language];
    const name = `Shop ${look.language} ${look.width}`;
    const failures: string[] = [];
    const look_at = async (what: string) => {
      await shot(page, `api-keys-${what}-${look.language}-${look.theme}-${look.width}`);
      failures.push(...(await faults(entered, what)));
    };
    await page.goto(`${server.url}/settings/api-keys`);
    await settled(page);
    if (look === looks[0]) await page.getByText(say.empty).waitFor();
    await look_at("list");
    await page.getByRole("button", { name: say.add }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: say.name }).fill(name);
    await dialog.getByRole("checkbox", { name: say.read }).check();
    await settled(page);
    await look_at("form");
    await dialog.getByRole("button", { name: say.make }).click();
    const shown = page.locator("code", { hasText: /^ck_[a-z2-9]{8}_\S{43}$/ });
    const secret = (await shown.textContent()) ?? "";
    await settled(page);
    await look_at("secret");
    expect(await asked(secret)).toBe(200);
    await page.getByRole("button", { name: say.kept }).click();
    await shown.waitFor({ state: "detached" });
    await dialog.waitFor({ state: "detached" });
    await page.getByText(name).first().waitFor();
    expect(await page.content()).not.toContain(secret.slice(12));
    await page.getByRole("button", { name: `${say.revoke}: ${name}` }).first().click();
    await dialog.waitFor();
    await settled(page);
    await look_at("revoke");
    await dialog.getByRole("button", { name: say.revoke, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: `${say.revoke}: ${name}` }).first().waitFor({ state: "detached" });
    await page.getByText(say.revoked, { exact: true }).first().waitFor();
    await settled(page);
    await look_at("full");
    expect(await asked(secret)).toBe(401);
    expect(failures).toEqual([]);
    await context.close();
  });
});
