import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charts as chartsEn, classes as classesEn } from "../src/i18n/en/charts";
import { common as commonEn } from "../src/i18n/en/common";
import { matrix as matrixEn } from "../src/i18n/en/matrix";
import { abc as abcEn, plots as plotsEn, portfolio as portfolioEn, rfm as rfmEn } from "../src/i18n/en/portfolio";
import { charts as chartsFr, classes as classesFr } from "../src/i18n/fr/charts";
import { common as commonFr } from "../src/i18n/fr/common";
import { matrix as matrixFr } from "../src/i18n/fr/matrix";
import { abc as abcFr, plots as plotsFr, portfolio as portfolioFr, rfm as rfmFr } from "../src/i18n/fr/portfolio";
import { enter, launch, settled, shot, type Language } from "./browser";
import { apiOf } from "./golden-api";
import { plain } from "./golden-screen";
import { retailCut } from "./retail-cut";
import { startServer, type Running } from "./server";

let server: Running;
let browser: Browser;
let api: Awaited<ReturnType<typeof apiOf>>;

beforeAll(async () => {
  server = await startServer({}, "empty");
  browser = await launch();
  api = await apiOf(server.url);
  const { csv, newest } = retailCut();
  // One who only brought something back, one whose purchases are worth nothing, one who brought back more than was bought.
  const odd = [`C899990,1,LAMP,-2,${newest} 09:00:00,4.00,99001,France`, `899991,1,LAMP,3,${newest} 09:00:00,0.00,99002,France`, `899992,1,LAMP,1,${newest} 09:00:00,5.00,99003,France`, `C899993,1,LAMP,-1,${newest} 09:30:00,7.00,99003,France`];
  const { id } = await api.upload<{ id: string }>("/imports", "invoices.csv", csv + odd.join("\n"));
  await api.put(`/imports/${id}/settings`, { preset: "retail_lines", options: { source: "shop" } }, '"v1"');
  await api.wait((await api.post<{ id: string }>(`/imports/${id}/start`, {})).id);
  const day = new Date(`${newest}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  await api.wait((await api.post<{ id: string }>("/portfolio_runs", { as_of: day.toISOString().slice(0, 10) })).id);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const words = {
  en: { abc: abcEn, charts: chartsEn, classes: classesEn, common: commonEn, matrix: matrixEn, plots: plotsEn, portfolio: portfolioEn, rfm: rfmEn },
  fr: { abc: abcFr, charts: chartsFr, classes: classesFr, common: commonFr, matrix: matrixFr, plots: plotsFr, portfolio: portfolioFr, rfm: rfmFr },
};

type Portfolio = {
  abc: { classes: { abc: string; clients: number }[] };
  rfm: { groups: { group: string; clients: number }[]; recency_frequency: { r: number; f: number; clients: number }[] };
};
type Quadrants = { quadrant: keyof typeof classesEn.quadrant; clients: number }[];
type Matrix = { raw: Quadrants; quadrants: Quadrants; guards: { holds: number; refused: number; unanswered: number }[] };

const sum = (all: readonly { clients: number }[]) => all.reduce((total, one) => total + one.clients, 0);

/** The cells of a table's body, row by row. */
async function rows(table: Locator): Promise<string[][]> {
  await table.locator("tbody td").first().waitFor();
  const found = await table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")));
  return found.map((row) => row.map(plain));
}

/** Turns the plot with this subtitle into its table and reads it. */
async function plotTable(page: Page, language: Language, subtitle: string): Promise<string[][]> {
  const card = page.locator("section.card", { hasText: subtitle }).first();
  await card.getByRole("button", { name: words[language].common.chart.more }).click();
  await page.getByRole("menuitem", { name: words[language].common.chart.table }).click();
  await card.locator("table").waitFor();
  return rows(card.locator("table"));
}

describe.each(["fr", "en"] as const)("real orders in classes, %s", (language) => {
  const say = words[language];
  const number = (value: number) => plain(new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB").format(value));

  it("shows each count as the API gives it", async () => {
    const { page, context, wrong } = await enter(browser, server.url, { language, theme: "light", width: 1440 });

    const { abc, rfm } = await api.get<Portfolio>("/portfolio");
    const known = (await api.get<{ total: number }>("/clients?limit=1&total=true")).total;
    expect(sum(abc.classes)).toBe(known);
    expect(abc.classes.find((one) => one.abc === "none")?.clients).toBeGreaterThanOrEqual(3);
    await page.goto(`${server.url}/portfolio/value`);
    await settled(page);
    const classTable = await rows(page.getByRole("table", { name: say.portfolio.classTable }));
    expect(classTable.map((row) => row.slice(0, 2))).toEqual(abc.classes.map((one) => [one.abc === "none" ? say.abc.none : one.abc, number(one.clients)]));
    await shot(page, `classes-value-${language}`);

    // Whoever never bought has no score.
    expect(sum(rfm.recency_frequency)).toBe(known - 1);
    await page.goto(`${server.url}/portfolio/rfm`);
    await settled(page);
    const groupTable = await rows(page.getByRole("table", { name: say.plots.rfm.groups }));
    expect(groupTable.map((row) => row.slice(0, 2))).toEqual(rfm.groups.map((one) => [one.group === "none" ? "–" : say.rfm[one.group as "champions"], number(one.clients)]));
    const heat = await plotTable(page, language, say.plots.rfm.subtitle);
    expect(heat.map((row) => row.slice(0, 3))).toEqual(rfm.recency_frequency.map((one) => [String(one.r), String(one.f), number(one.clients)]));
    await shot(page, `classes-rfm-${language}`);

    const matrix = await api.get<Matrix>("/portfolio/matrix");
    expect([sum(matrix.raw), sum(matrix.quadrants)]).toEqual([known, known]);
    const before = (name: string) => matrix.raw.find((one) => one.quadrant === name)?.clients;
    await page.goto(`${server.url}/portfolio/matrix`);
    await settled(page);
    const quadrantTable = page.getByRole("table", { name: say.matrix.table.title });
    expect((await rows(quadrantTable)).map((row) => row.slice(0, 3))).toEqual(
      matrix.quadrants.map((one) => [say.classes.quadrant[one.quadrant], number(one.clients), before(one.quadrant) === undefined ? "–" : number(before(one.quadrant)!)]),
    );
    for (const one of matrix.quadrants) {
      const figure = page.locator("main [class*=_figure_]").filter({ has: page.getByText(say.classes.quadrant[one.quadrant], { exact: true }) });
      expect(plain(await figure.locator("[class*=_value_]").first().textContent())).toBe(number(one.clients));
    }
    const answers = await plotTable(page, language, say.charts.guards.unanswered);
    expect(answers.map((row) => row.slice(1, 4))).toEqual(matrix.guards.map((one) => [number(one.holds), number(one.refused), number(one.unanswered)]));
    await page.getByRole("radiogroup", { name: say.matrix.plot.guardSwitch }).getByText(say.matrix.plot.raw, { exact: true }).click();
    await expect.poll(async () => (await rows(quadrantTable)).map((row) => row.slice(0, 2))).toEqual(matrix.raw.map((one) => [say.classes.quadrant[one.quadrant], number(one.clients)]));
    await shot(page, `classes-matrix-${language}`);
    expect(wrong).toEqual([]);
    await context.close();
  });
});
