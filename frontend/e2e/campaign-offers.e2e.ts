import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { barriers, enter, launch, settled, shot, type Look } from "./browser";
import { apiOf, unmistakable } from "./golden-api";
import { startMailbox, type Mailbox } from "./mailbox";
import { startServer, type Running } from "./server";

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

it("a campaign whose offers are decided for each client: what is announced is sent, and each offer opens its clients", async () => {
  const { page, context, wrong } = await enter(browser, server.url, { language: "fr", theme: "light", width: 1440 });
  const before = mailbox.recipients().length;
  await page.goto(`${server.url}/campaigns/new`);
  await settled(page);
  await page.getByLabel("Nom", { exact: true }).fill("Offre de printemps");
  await page.locator("label", { hasText: "Décidée pour chaque client" }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("À remplir").first().waitFor();
  await page.getByRole("combobox", { name: "Emplacement qui décide" }).click();
  await page.getByRole("option", { name: "Lettre : bloc d’offre" }).click();
  await page.getByRole("combobox", { name: "Écrire aux segments" }).or(page.getByLabel("Écrire aux segments")).first().click();
  for (const group of ["Champions", "Fidèles", "Fidèles en devenir"]) await page.getByRole("option", { name: `RFM : ${group}`, exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByLabel("Nom de l’expéditeur").fill("Garage");
  await page.getByLabel("Adresse de l’expéditeur").fill("news@example.org");
  await page.getByRole("tab", { name: "English" }).click();
  await page.getByLabel("Objet").fill("{{ offer.title }}");
  await page.getByRole("tab", { name: "Français" }).click();
  await page.getByLabel("Objet").fill("{{ offer.title }}");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/\/campaigns\/\d+/);
  const send = page.getByRole("button", { name: /^Envoyer à \d+ clients?$/ });
  await send.waitFor();
  await page.locator("iframe").waitFor();
  await settled(page);
  await page.getByText("Exemples de ce que l’emplacement peut présenter.").waitFor();
  await shot(page, "campaign-decided-draft");
  expect(await barriers(page)).toEqual([]);

  const announced = Number(/\d+/.exec((await send.textContent()) ?? "")?.[0]);
  expect(announced).toBeGreaterThan(0);
  await send.click();
  await page.getByRole("dialog").getByRole("textbox").fill(String(announced));
  await page.getByRole("dialog").getByRole("button", { name: /^Envoyer à/ }).click();
  await mailbox.holds(before + announced);
  await page.getByRole("tab", { name: "Offres" }).click();
  await page.getByText(/est l’offre la plus portée/).waitFor();
  await page.getByRole("button", { name: "Mettre en pause" }).waitFor({ state: "detached" });
  await settled(page);
  await shot(page, "campaign-decided-offers");
  expect(await barriers(page)).toEqual([]);
  const open = page.getByRole("link", { name: /portent? .* : voir/ }).first();
  expect(Number(((await open.textContent()) ?? "").replace(/\D/g, ""))).toBeGreaterThan(0);
  await open.click();
  await page.waitForURL(/offer_id=/);
  await settled(page);
  await shot(page, "campaign-decided-members");
  expect(await barriers(page)).toEqual([]);
  await page.locator("tbody a").first().waitFor();
  expect(mailbox.recipients().length).toBe(before + announced);
  expect(wrong).toEqual([]);
  await context.close();
});

const looks: Look[] = [
  { language: "en", theme: "dark", width: 1280 },
  { language: "fr", theme: "light", width: 360 },
];

it("clients without an offer: counted beforehand, told in the preview, skipped with their reason", async () => {
  const api = await apiOf(server.url);
  const segments = (await api.get<{ items: { id: string; name: string; measure: string; value: string }[] }>("/segments?limit=200")).items;
  const group = (value: string) => segments.find((one) => one.measure === "rfm_group" && one.value === value)?.id ?? "";
  const place = (await api.post<{ id: string }>("/placements", { code: "letter_slots", name: "Letter of slots", channel: "email", size: 2 })).id;
  const offer = await api.post<{ id: string }>("/offers", {
    code: "champions_only",
    name: "Champions only",
    kind: "service",
    placement_ids: [place],
    segment_ids: [group("champions")],
    variants: [{ name: "all", title_en: "Yours first", text_en: "A slot before everybody else.", title_fr: "Vous d’abord", text_fr: "Un créneau avant tout le monde." }],
  });
  await api.post(`/offers/${offer.id}/approve`, {});
  const texts = { subject_en: "{{ offer.title }}", subject_fr: "{{ offer.title }}", text_en: "{{ offer.text }} {{ unsubscribe_url }}", text_fr: "{{ offer.text }} {{ unsubscribe_url }}" };
  const { id } = await api.post<{ id: string }>("/campaigns", { name: "Slots", placement_id: place, segment_ids: [group("champions"), group("loyal")], from_email: "news@example.org", ...texts });
  const audience = await api.post<{ no_offer: number; treated: number }>(`/campaigns/${id}/audience`, {});
  expect(audience.no_offer).toBeGreaterThan(0);
  type Named = { id: string; name: string };
  const without = unmistakable(await api.all<Named>(`/clients?segment_id=${group("loyal")}`), await api.all<Named>("/clients"));
  for (const look of looks) {
    const { page, context, wrong } = await enter(browser, server.url, look);
    const words = look.language === "fr" ? { none: "Aucune offre ne leur reste", skipped: "il ne recevrait rien", pick: "Telle que ce client la lira" } : { none: "No offer is left for them", skipped: "it would get no message", pick: "As this client will read it" };
    await page.goto(`${server.url}/campaigns/${id}`);
    await page.getByText(words.none).waitFor();
    await page.getByRole("combobox", { name: words.pick }).fill(without.name);
    await page.getByRole("option", { name: without.name }).first().click();
    await page.getByText(words.skipped).waitFor();
    await settled(page);
    await shot(page, `campaign-without-${look.language}-${look.width}`);
    expect(await barriers(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  }
  await api.post(`/campaigns/${id}/launch`, { expected: audience.treated });
  for (;;) {
    const { state } = await api.get<{ state: string }>(`/campaigns/${id}`);
    if (state === "sent") break;
    await new Promise((go) => setTimeout(go, 200));
  }
  const { page, context, wrong } = await enter(browser, server.url, looks[1] as Look);
  await page.goto(`${server.url}/campaigns/${id}?tab=offers`);
  await page.getByRole("link", { name: /n’ont rien reçu|n’a rien reçu/ }).waitFor();
  await settled(page);
  await shot(page, "campaign-without-offers");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("link", { name: /n’ont rien reçu|n’a rien reçu/ }).click();
  await page.waitForURL(/state=skipped/);
  await settled(page);
  await shot(page, "campaign-without-members");
  expect((await api.all<{ detail: string }>(`/campaigns/${id}/members?state=skipped`)).map((one) => one.detail)).toEqual(Array.from({ length: audience.no_offer }, () => "no_offer"));
  expect(wrong).toEqual([]);
  await context.close();
});

it("a text that speaks of an offer that some clients do not have is refused, and says where", async () => {
  const api = await apiOf(server.url);
  const places = (await api.get<{ items: { id: string; code: string }[] }>("/placements?limit=200")).items;
  const segments = (await api.get<{ items: { id: string; measure: string; value: string }[] }>("/segments?limit=200")).items;
  const champions = segments.find((one) => one.measure === "rfm_group" && one.value === "champions")?.id;
  const body = { name: "Unguarded", placement_id: places.find((one) => one.code === "letter_slots")?.id, without_offer: "send", segment_ids: [champions], from_email: "news@example.org" };
  const { id } = await api.post<{ id: string }>("/campaigns", { ...body, subject_en: "Hello", html_en: 'Dear client,\n{{ offer.title }}\n<a href="{{ unsubscribe_url }}">Stop</a>' });
  const { page, context } = await enter(browser, server.url, { language: "fr", theme: "dark", width: 1280 });
  await page.goto(`${server.url}/campaigns/${id}`);
  const send = page.getByRole("button", { name: /^Envoyer à \d+ clients?$/ });
  const count = /\d+/.exec((await send.textContent()) ?? "")?.[0] ?? "";
  await send.click();
  await page.getByRole("dialog").getByRole("textbox").fill(count);
  await page.getByRole("dialog").getByRole("button", { name: /^Envoyer à/ }).click();
  await page.getByText("Ligne 2 : certains clients n’ont pas d’offre").waitFor();
  await page.getByRole("textbox", { name: "Objet" }).scrollIntoViewIfNeeded();
  await settled(page);
  await shot(page, "campaign-unguarded");
  expect(await barriers(page)).toEqual([]);
  await context.close();
});
