import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, enter, launch, settled, shot } from "./browser";
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

const invoices = [
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
  "900001,A1,Lamp,2,2026-03-01 10:00,10.50,70001,France",
  "900001,A2,Vase,1,2026-03-01 10:00,20.00,70001,France",
  "900002,A1,Lamp,3,2026-03-02 11:00,10.50,70002,France",
  "C900003,A2,Vase,-1,2026-03-03 12:00,20.00,70001,France",
  "900004,A2,Vase,1,2026-03-04 12:00,20.00,,France",
  "900005,A1,Lamp,many,2026-03-05 12:00,10.50,70003,France",
];

it("a file of invoice lines: recognised, checked, loaded, every line accounted for", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "clientele-e2e-file-")), "invoices.csv");
  writeFileSync(file, `${invoices.join("\n")}\n`);
  const { page, context, wrong } = await enter(browser, server.url, { language: "en", theme: "light", width: 1440 });
  await page.goto(`${server.url}/imports/new`);
  await settled(page);
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.waitForURL(/\/imports\/\d+/);
  await settled(page);
  await shot(page, "import-content");
  expect(await page.getByRole("radio", { checked: true }).textContent()).toContain("Recognised");
  expect(await barriers(page)).toEqual([]);

  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "Which column holds what" }).waitFor();
  await shot(page, "import-columns");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Next" }).click();

  await page.getByRole("heading", { name: /^The first 6 lines/ }).waitFor();
  await shot(page, "import-check");
  await page.getByText("1 of these lines has a problem").waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole("button", { name: "Load the file" }).click();
  await page.getByRole("heading", { name: "Result" }).waitFor();
  await shot(page, "import-result");
  await page.getByText(/lines kept \+ 1 rejected = 6 read|5 lines kept/).waitFor();
  await page.getByRole("button", { name: "Download the rejected lines" }).waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(wrong).toEqual([]);
  await context.close();
});
