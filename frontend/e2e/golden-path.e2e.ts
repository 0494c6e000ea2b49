import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rfm } from "../src/i18n/fr/portfolio";
import { chooseLanguage, launch, openPage, settled, shot, signIn } from "./browser";
import { apiOf, armOf, type Arm } from "./golden-api";
import { readResults, type Member } from "./golden-results";
import { field, figure, go, money, number, pick, plain } from "./golden-screen";
import { startMailSink, type MailSink } from "./mail-sink";
import { retailCut, type Cut } from "./retail-cut";
import { startServer, type Running } from "./server";

type Api = Awaited<ReturnType<typeof apiOf>>;
type Group = Exclude<keyof typeof rfm, "family">;

let sink: MailSink;
let server: Running;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "clientele-e2e-golden-"));
  sink = await startMailSink();
  server = await startServer({ CLIENTELE_SMTP_URL: sink.url, CLIENTELE_MAIL_FROM: "news@example.org" }, "empty");
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await sink?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Of every thousand clients to whom the campaign may write, how many get nothing. The cut is small: a tenth could leave nobody. */
const permille = 300;

it("from a file of real orders to a measured, personalised offer", async () => {
  const cut = retailCut();
  const { page, context, wrong } = await openPage(browser, { language: "fr", theme: "light", width: 1440 });
  page.setDefaultTimeout(60_000);
  await signIn(page, server.url);
  await chooseLanguage(page, server.url, "fr");
  const api = await apiOf(server.url);

  try {
    await loadInvoices(page, cut);
    await runPortfolio(page, api, cut);
    const groups = await twoGroups(api);
    const members = await loadAddresses(page, api, cut, groups);
    await makeOffer(page, groups);
    await decide(page, members);
    const campaign = await sendCampaign(page, api, groups, members);
    await loadOrders(page, api, members);
    await readResults(page, campaign, members);
  } catch (failure) {
    await shot(page, "golden-failed");
    throw failure;
  }
  expect(wrong).toEqual([]);
  await context.close();
}, 600_000);

/** Walks a file through the import wizard: recognised, mapped, previewed, loaded. */
async function load(page: Page, name: string, text: string, shows: { preset: string; dryRun?: boolean }) {
  const path = join(folder, name);
  writeFileSync(path, text);
  await go(page, "Données", "Imports");
  await page.getByRole("link", { name: "Importer un fichier" }).first().click();
  await page.getByText("Déposez un fichier ici").waitFor();
  await page.locator('input[type="file"]').setInputFiles(path);
  await page.waitForURL(/\/imports\/\d+/);
  await page.getByText("Ce qui a été reconnu").first().waitFor();
  const chosen = plain(await page.getByRole("radio", { checked: true }).textContent());
  expect(chosen).toContain(shows.preset);
  expect(chosen).toContain("Reconnu");
  await shot(page, `golden-${name}-1-content`);
  await page.getByRole("button", { name: "Suivant" }).click();
  await page.getByRole("heading", { name: "Quelle colonne contient quoi" }).waitFor();
  await shot(page, `golden-${name}-2-columns`);
  await page.getByRole("button", { name: "Suivant" }).click();
  await page.getByRole("heading", { name: /^Les \d+ premières lignes/ }).waitFor();
  await page.getByText("Ces lignes sont bonnes").waitFor();
  await shot(page, `golden-${name}-3-check`);
  if (shows.dryRun) {
    await page.getByRole("button", { name: "Vérifier tout le fichier" }).click();
    await page.getByRole("heading", { name: "Ce que ferait le chargement" }).waitFor();
    await shot(page, `golden-${name}-4-dry-run`);
  }
  await page.getByRole("button", { name: "Charger le fichier" }).click();
  await page.getByRole("heading", { name: "Résultat" }).waitFor({ timeout: 120_000 });
  await shot(page, `golden-${name}-5-result`);
}

/** The file of invoice lines: every line is kept or rejected, to the penny, first as said by the dry run and then for good. */
async function loadInvoices(page: Page, cut: Cut) {
  await go(page, "Accueil");
  await page.getByRole("heading", { name: "Voyons ce que valent vos clients" }).waitFor();
  await shot(page, "golden-empty-base");
  await load(page, "factures.csv", cut.csv, { preset: "Lignes de tickets ou de factures", dryRun: true });
  expect((await figure(page, "Lignes lues")).value).toBe(number(cut.lines));
  const kept = await figure(page, "Lignes gardées");
  expect(kept.value).toBe(number(cut.lines - cut.rejected));
  expect(kept.all).toContain(money(cut.minor));
  expect((await figure(page, "Lignes rejetées")).value).toBe(number(cut.rejected));
  expect((await figure(page, "Lignes sans client")).value).toBe(number(cut.anonymous));
  expect(plain(await page.locator("main").textContent())).toContain(`${number(cut.lines - cut.rejected)} lignes gardées + ${number(cut.rejected)} rejetées = ${number(cut.lines)} lues`);
  const clients = page.getByRole("table", { name: "Résultat" }).getByRole("row", { name: /^Clients/ });
  expect(plain(await clients.textContent())).toBe(`Clients${number(cut.clients.length)}00`);
}

/** A run as of the day that the dialog proposes; then the home page, the API and the file agree to the penny. */
async function runPortfolio(page: Page, api: Api, cut: Cut) {
  await page.getByRole("link", { name: "Ensuite : calculer le portefeuille" }).click();
  await page.getByRole("button", { name: "Lancer un calcul" }).first().click();
  const dialog = page.getByRole("dialog");
  const day = new Date(`${cut.newest}T00:00:00Z`);
  await dialog.getByText("Votre commande la plus récente est du").waitFor();
  expect(plain(await dialog.textContent())).toContain(new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" }).format(day));
  day.setUTCDate(day.getUTCDate() + 1);
  await expect.poll(() => dialog.getByLabel("Arrêté au").inputValue()).toBe(new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" }).format(day));
  await shot(page, "golden-run-dialog");
  await dialog.getByRole("button", { name: "Lancer un calcul" }).click();
  await page.getByText("Affiché partout").first().waitFor({ timeout: 120_000 });
  await shot(page, "golden-runs");
  await go(page, "Accueil");
  await shot(page, "golden-home");
  const revenue = page.locator("main [class*=_figure_]").filter({ hasText: "Chiffre d’affaires, 12 mois" });
  await revenue.locator("[class*=_value_]").hover();
  expect(plain(await page.getByRole("tooltip").textContent())).toBe(money(cut.minor));
  expect((await figure(page, "Clients actifs")).all).toContain(`sur ${number(cut.clients.length)} connus`);
  const { clients, portfolio } = await api.get<{ clients: number; portfolio: { all_time: { revenue_minor: number }; window: { revenue_minor: number } } }>("/dashboard");
  expect([clients, portfolio.all_time.revenue_minor, portfolio.window.revenue_minor]).toEqual([cut.clients.length, cut.minor, cut.minor]);
}

/** The two groups with the most clients. */
async function twoGroups(api: Api): Promise<[Group, Group]> {
  const { portfolio } = await api.get<{ portfolio: { rfm: { groups: { group: Group; clients: number }[] } } }>("/dashboard");
  const [one, two] = portfolio.rfm.groups.toSorted((a, b) => b.clients - a.clients);
  if (!one || !two || two.clients === 0) throw new Error("the cut has fewer than two groups");
  return [one.group, two.group];
}

/** E-mails for all but every seventh client and consents of all but every fifth; gives those of the groups to whom one may write. */
async function loadAddresses(page: Page, api: Api, cut: Cut, groups: readonly Group[]): Promise<Member[]> {
  const mails = cut.clients.filter((_, at) => at % 7 !== 0);
  const consents = cut.clients.filter((_, at) => at % 5 !== 0);
  await load(page, "adresses.csv", ["client_reference,email", ...mails.map((one) => `${one},c${one}@retail.example`)].join("\n"), { preset: "Adresses e-mail" });
  expect((await figure(page, "Lignes rejetées")).value).toBe("0");
  expect((await figure(page, "Lignes gardées")).value).toBe(number(mails.length));
  await load(page, "consentements.csv", ["client_reference,channel,purpose,state,date,wording", ...consents.map((one) => `${one},email,marketing,granted,2011-12-01 10:00,J’accepte`)].join("\n"), { preset: "Consentements" });
  expect((await figure(page, "Lignes rejetées")).value).toBe("0");
  expect((await figure(page, "Lignes gardées")).value).toBe(number(consents.length));
  const members: Member[] = [];
  for (const group of groups) {
    for (const { id, name, reference } of await api.all<{ id: string; name: string; reference: string }>(`/clients?rfm_group=${group}`)) {
      if (mails.includes(reference) && consents.includes(reference)) members.push({ id, name, reference, group, arm: "treated", orders: 0, minor: 0 });
    }
  }
  return members;
}

const segmentOf = (group: Group) => `RFM : ${rfm[group]}`;

/** A placement; then an offer for the two groups with words of its own for the first, approved. */
async function makeOffer(page: Page, groups: readonly [Group, Group]) {
  await go(page, "Offres", "Emplacements");
  await page.getByRole("button", { name: "Nouvel emplacement" }).first().click();
  await page.getByRole("dialog").getByLabel("Nom", { exact: true }).fill("Accueil de l’application");
  await page.getByRole("dialog").getByRole("button", { name: "Nouvel emplacement" }).click();
  await page.getByRole("cell", { name: "Accueil de l’application" }).waitFor();
  await go(page, "Offres", "Offres");
  await page.getByRole("link", { name: "Nouvelle offre" }).first().click();
  await page.getByLabel("Nom", { exact: true }).fill("Printemps");
  await pick(page, field(page, "Pour les segments"), groups.map(segmentOf));
  await pick(page, field(page, "Où elle peut paraître"), ["Accueil de l’application"]);
  await page.getByRole("button", { name: "Ajouter une variante" }).click();
  const variants = page.getByRole("group", { name: /^Variante \d/ });
  for (const { at, title, text, percent } of [
    { at: 0, title: "Merci de votre fidélité", text: "20 % pour vous", percent: "20" },
    { at: 1, title: "Revenez nous voir", text: "12,5 % pour vous", percent: "12,5" },
  ]) {
    const variant = variants.nth(at);
    if (at === 0) await pick(page, field(variant, "Pour les segments"), [segmentOf(groups[0])]);
    for (const language of [0, 1]) {
      await variant.getByLabel("Titre", { exact: true }).nth(language).fill(title);
      await variant.getByLabel("Texte", { exact: true }).nth(language).fill(text);
    }
    await field(variant, "Type de remise").click();
    await page.getByRole("option", { name: "Pourcentage" }).click();
    await variant.getByLabel("Remise", { exact: true }).fill(percent);
  }
  const shown = async () => (await page.getByRole("article").allTextContents()).map(plain);
  await expect.poll(shown).toEqual(["Merci de votre fidélité20 % pour vous-20 %", "Revenez nous voir12,5 % pour vous-12,5 %"]);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/\/offers\/\d+/);
  await settled(page);
  await expect.poll(shown).toEqual(["Merci de votre fidélité20 % pour vous-20 %", "Revenez nous voir12,5 % pour vous-12,5 %"]);
  await shot(page, "golden-offer");
  await page.getByRole("button", { name: "Approuver" }).click();
  await page.getByText("Approuvée", { exact: true }).first().waitFor();
  await shot(page, "golden-offer-approved");
}

/** Picks a client by its reference. */
async function pickClient(page: Page, label: string, member: Member) {
  await field(page, label).click();
  await field(page, label).fill(member.reference);
  await page.getByRole("option", { name: member.name }).first().click();
}

/** The decision tester shows a client of each group the variant of its group. */
async function decide(page: Page, members: readonly Member[]) {
  await go(page, "Offres", "Essai de décision");
  await pick(page, field(page, "Emplacements"), ["Accueil de l’application"]);
  const [first] = members;
  const other = members.find((one) => one.group !== first?.group);
  if (!first || !other) throw new Error("a group has nobody to write to");
  for (const { member, shows } of [
    { member: first, shows: "Merci de votre fidélité20 % pour vous-20 %" },
    { member: other, shows: "Revenez nous voir12,5 % pour vous-12,5 %" },
  ]) {
    await pickClient(page, "Client", member);
    await page.getByRole("button", { name: "Décider" }).click();
    await page.getByRole("article").filter({ hasText: shows.slice(0, 8) }).waitFor();
    expect(plain(await page.getByRole("article").textContent())).toContain(shows);
    await shot(page, `golden-decision-${member.group}`);
  }
}

/** Writes the campaign, checks whom it would reach, sends it; every treated client gets one message and nobody else. */
async function sendCampaign(page: Page, api: Api, groups: readonly Group[], members: Member[]): Promise<string> {
  await go(page, "Campagnes");
  await page.getByRole("link", { name: "Nouvelle campagne" }).first().click();
  await page.getByLabel("Nom", { exact: true }).fill("Printemps");
  await field(page, "Offre").click();
  await page.getByRole("option", { name: "Printemps" }).click();
  await pick(page, field(page, "Écrire aux segments"), groups.map(segmentOf));
  await page.getByLabel("Groupe témoin", { exact: true }).fill(String(permille / 10));
  for (const language of ["English", "Français"]) {
    await page.getByRole("tab", { name: language }).click();
    await page.getByLabel("Objet", { exact: true }).fill("Merci, {{ client.name }}");
    await page.getByLabel("Message (HTML)", { exact: true }).fill('<h1>Bonjour {{ client.name }}</h1><p>{{ offer.title }} : {{ offer.text }}</p><p><a href="{{ unsubscribe_url }}">Ne plus recevoir ces messages</a></p>');
  }
  await page.getByLabel("Messages par minute, au plus").fill("6000");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/\/campaigns\/\d+/);
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";

  const { salt } = await api.get<{ salt: string }>(`/campaigns/${id}`);
  for (const member of members) member.arm = armOf(salt, member.id, permille);
  const treated = members.filter((member) => member.arm === "treated");
  const send = page.getByRole("button", { name: /^Envoyer à/ });
  await send.waitFor();
  expect(plain(await send.textContent())).toBe(`Envoyer à ${number(treated.length)} clients`);
  const funnel = plain(await page.getByRole("listitem").filter({ hasText: "À qui l’on peut écrire" }).textContent());
  expect(funnel).toContain(number(members.length));
  expect(plain(await page.getByRole("listitem").filter({ hasText: "Groupe témoin" }).textContent())).toContain(`- ${number(members.length - treated.length)}`);
  const [first] = treated;
  if (!first || treated.length > members.length - 2) throw new Error("the groups are too small to compare");
  await pickClient(page, "Telle que ce client la lira", first);
  await page.frameLocator("iframe").getByRole("heading", { name: `Bonjour ${first.name}` }).waitFor();
  await shot(page, "golden-campaign-draft");

  await send.click();
  await page.getByRole("dialog").getByRole("textbox").fill(String(treated.length));
  await shot(page, "golden-campaign-launch");
  await page.getByRole("dialog").getByRole("button", { name: `Envoyer à ${treated.length} clients` }).click();
  await page.getByText("La campagne est partie.").waitFor();
  await sink.holds(treated.length);
  await page.getByText("Envoyée", { exact: true }).first().waitFor({ timeout: 120_000 });
  await shot(page, "golden-campaign-sent");
  expect((await figure(page, "Envoyés")).value).toBe(number(treated.length));
  checkMessages(treated, groups);
  return id;
}

function checkMessages(treated: readonly Member[], groups: readonly Group[]) {
  const taken = sink.taken();
  expect(taken.map((one) => one.to).toSorted()).toEqual(treated.map((one) => `c${one.reference}@retail.example`).toSorted());
  for (const one of taken) {
    const member = treated.find((other) => one.to === `c${other.reference}@retail.example`);
    expect(one.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(one.headers.get("list-unsubscribe")).toMatch(/^<https?:\/\/[^>]+\/u\/[^>]+>/);
    expect(one.headers.get("subject")).toContain(member?.name);
    expect(one.body).toContain(member?.group === groups[0] ? "Merci de votre" : "Revenez nous voir");
  }
}

/** Orders of a known effect, dated now: every second treated client buys for 30 or 45 and every sixth brings 5 back; every third control client buys for 20. */
async function loadOrders(page: Page, api: Api, members: readonly Member[]) {
  const { time_zone } = await api.get<{ time_zone: string }>("/organisation");
  const at = new Date(Date.now() + 60_000).toLocaleString("sv-SE", { timeZone: time_zone });
  const lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"];
  const sell = (invoice: string, member: Member, quantity: number, minor: number) => {
    lines.push(`${invoice},85123A,WHITE HANGING HEART T-LIGHT HOLDER,${quantity},${at},${(minor / 100).toFixed(2)},${member.reference},United Kingdom`);
    member.minor += quantity * minor;
  };
  const of = (arm: Arm) => members.filter((member) => member.arm === arm);
  of("treated").forEach((member, index) => {
    if (index % 2 === 1) return;
    member.orders = index % 4 === 0 ? 2 : 1;
    sell(`9${member.reference}`, member, 2, 1500);
    if (member.orders === 2) sell(`8${member.reference}`, member, 1, 1550);
    if (index % 6 === 0) sell(`C8${member.reference}`, member, -1, 500);
  });
  of("control").forEach((member, index) => {
    if (index % 3 !== 0) return;
    member.orders = 1;
    sell(`9${member.reference}`, member, 1, 2000);
  });
  await load(page, "commandes.csv", lines.join("\n"), { preset: "Lignes de tickets ou de factures" });
  expect((await figure(page, "Lignes rejetées")).value).toBe("0");
  expect((await figure(page, "Lignes gardées")).value).toBe(number(lines.length - 1));
}
