import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, enter, launch, settled, shot } from "./browser";
import { startServer, type Running } from "./server";
import { startMailbox, type Mailbox } from "./mailbox";

let mailbox: Mailbox;
let server: Running;
let browser: Browser;

beforeAll(async () => {
  mailbox = await startMailbox();
  server = await startServer({ CLIENTELE_SMTP_URL: mailbox.url, CLIENTELE_MAIL_FROM: "news@example.org" });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await mailbox?.stop();
});

it("a campaign: the number on the button is the number of messages that arrive", async () => {
  const { page, context, wrong } = await enter(browser, server.url, { language: "en", theme: "light", width: 1440 });
  await page.goto(`${server.url}/campaigns/new`);
  await settled(page);
  await page.getByLabel("Name", { exact: true }).fill("Spring check");
  await page.getByRole("combobox", { name: "Write to the segments" }).or(page.getByLabel("Write to the segments")).first().click();
  for (const group of ["Champions", "Loyal", "Potential loyalists"]) await page.getByRole("option", { name: `RFM: ${group}` }).click();
  await page.keyboard.press("Escape");
  await page.getByLabel("Sender’s name").fill("Garage");
  await page.getByLabel("Sender’s address").fill("news@example.org");
  await page.getByRole("tab", { name: "Français" }).click();
  await page.getByLabel("Subject").fill("Votre révision, {{ client.first_name }}");
  await page.getByRole("tab", { name: "English" }).click();
  await page.getByLabel("Subject").fill("Your service, {{ client.first_name }}");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/campaigns\/\d+/);
  const send = page.getByRole("button", { name: /^Send to \d+ clients?$/ });
  await send.waitFor();
  await page.locator("iframe").waitFor();
  await settled(page);
  await shot(page, "campaign-draft");
  expect(await barriers(page)).toEqual([]);

  const announced = Number(/\d+/.exec((await send.textContent()) ?? "")?.[0]);
  expect(announced).toBeGreaterThan(0);
  await send.click();
  await page.getByRole("dialog").getByRole("textbox").fill(String(announced));
  await shot(page, "campaign-launch");
  await page.getByRole("dialog").getByRole("button", { name: /^Send to/ }).click();
  await page.getByText("The campaign is on its way.").waitFor();
  await mailbox.holds(announced);
  await page.getByRole("tab", { name: "Results" }).waitFor();
  await settled(page);
  await page.waitForFunction((count) => document.body.innerText.includes(`${count} of ${count} messages`), announced);
  await settled(page);
  await shot(page, "campaign-results");
  expect(await barriers(page)).toEqual([]);
  expect(mailbox.recipients().length).toBe(announced);
  expect(new Set(mailbox.recipients()).size).toBe(announced);

  await page.getByRole("tab", { name: "Members" }).click();
  await page.locator("label", { hasText: "Control" }).click();
  await settled(page);
  await shot(page, "campaign-members");
  expect(wrong).toEqual([]);
  await context.close();
});
