import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** Invoice lines in the shape of the Online Retail file, and what a plain reading of them says. */
export type Cut = {
  from: "file" | "generator";
  csv: string;
  lines: number;
  /** Lines of the invoice that cannot be read. */
  rejected: number;
  anonymous: number;
  /** Sum of quantity × unit price, each line rounded half away from zero to minor units, of the lines that can be read. */
  minor: number;
  clients: readonly string[];
  newest: string;
};

const header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
/** The real file is not part of the project; it lies in an optional data folder beside it. */
const file = resolve(import.meta.dirname, "../../../shared/data/online_retail.csv.gz");
const since = "2011-01-01";
const limits = { clients: 200, lines: 5500, ofOne: 45, anonymousInvoices: 40, ofAnonymous: 12 };

type Line = { raw: string; invoice: string; quantity: string; day: string; price: string; client: string };

/** A cut of the real file where it is there, else lines made from a seed: whole invoices of clients who bought several times, their cancellations, some sales without a client, and one invoice that cannot be read. */
export function retailCut(): Cut {
  const real = existsSync(file);
  const lines = real ? cutOf(gunzipSync(readFileSync(file)).toString("utf8").split(/\r?\n/).slice(1).flatMap(lineOf)) : generated().flatMap(lineOf);
  const good = [...lines];
  const broken = lineOf(`899999,85123A,"LANTERN, ""BROKEN""",many,${since} 10:00:00,2.55,,United Kingdom`);
  const all = [...good, ...broken];
  return {
    from: real ? "file" : "generator",
    csv: `${header}\n${all.map((line) => line.raw).join("\n")}\n`,
    lines: all.length,
    rejected: broken.length,
    anonymous: good.filter((line) => line.client === "").length,
    minor: good.reduce((sum, line) => sum + minorOf(line), 0),
    clients: [...new Set(good.map((line) => line.client))].filter((client) => client !== "").sort(),
    newest: good.reduce((newest, line) => (line.day > newest ? line.day : newest), ""),
  };
}

/** The fields that the test needs, read from both ends: only the description may hold commas of its own. */
function lineOf(raw: string): Line[] {
  const cells = raw.split(",");
  if (cells.length < 8) return [];
  const [quantity, at, price, client] = cells.slice(-5);
  return [{ raw, invoice: cells[0] ?? "", quantity: quantity ?? "", day: (at ?? "").slice(0, 10), price: price ?? "", client: (client ?? "").replace(/\.0$/, "") }];
}

function cutOf(lines: readonly Line[]): Line[] {
  const recent = lines.filter((line) => line.day >= since);
  const ofClient = groups(recent, (line) => line.client);
  const chosen = new Set<string>();
  let count = 0;
  for (const [client, own] of ofClient) {
    const sales = new Set(own.filter((line) => !line.invoice.startsWith("C")).map((line) => line.invoice));
    if (client === "" || sales.size < 2 || own.length > limits.ofOne || chosen.size === limits.clients || count + own.length > limits.lines) continue;
    count += own.length;
    chosen.add(client);
  }
  const anonymous = new Set<string>();
  for (const [invoice, own] of groups(ofClient.get("") ?? [], (line) => line.invoice)) {
    if (own.length <= limits.ofAnonymous && anonymous.size < limits.anonymousInvoices) anonymous.add(invoice);
  }
  return recent.filter((line) => chosen.has(line.client) || (line.client === "" && anonymous.has(line.invoice)));
}

function groups(lines: readonly Line[], key: (line: Line) => string): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const known = found.get(key(line));
    if (known) known.push(line);
    else found.set(key(line), [line]);
  }
  return found;
}

/** Quantity × price in minor units, half away from zero, in whole numbers throughout. */
function minorOf({ quantity, price }: Line): number {
  const [whole = "0", part = ""] = price.replace("-", "").split(".");
  const scaled = BigInt(whole) * 10_000n + BigInt(part.slice(0, 4).padEnd(4, "0"));
  const amount = BigInt(quantity) * (price.startsWith("-") ? -scaled : scaled);
  const size = ((amount < 0n ? -amount : amount) + 50n) / 100n;
  return Number(amount < 0n ? -size : size);
}

/** A year of invoices of 150 clients, some of whom stopped long ago; the same at every run. */
function generated(): string[] {
  let state = 20_110_101;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const items = Array.from({ length: 80 }, (_, at) => ({ code: `${20_000 + at}${at % 5 === 0 ? "A" : ""}`, name: at % 7 === 0 ? `"BOX, SET OF ${at + 2}"` : `GARDEN LANTERN ${at}`, price: `${below(12)}.${String(below(100)).padStart(2, "0")}` }));
  const made: { at: string; lines: string[] }[] = [];
  let number = 540_000;
  const sell = (day: number, client: string, size: number, back: boolean) => {
    const at = `${new Date(Date.UTC(2011, 0, 4 + day)).toISOString().slice(0, 10)} ${String(8 + below(10)).padStart(2, "0")}:${String(below(60)).padStart(2, "0")}:00`;
    const lines = Array.from({ length: size }, () => ({ item: items[below(items.length)]!, quantity: 1 + below(24) }));
    const write = (invoice: string, sign: string, some: typeof lines) => some.map(({ item, quantity }) => `${invoice},${item.code},${item.name},${sign}${quantity},${at},${item.price},${client},United Kingdom`);
    made.push({ at, lines: write(String((number += 1)), "", lines) });
    if (back) made.push({ at, lines: write(`C${(number += 1)}`, "-", lines.slice(0, 1)) });
  };
  for (let client = 0; client < 150; client += 1) {
    const last = 60 + below(280);
    const orders = 2 + below(client % 3 === 0 ? 9 : 3);
    for (let order = 0; order < orders; order += 1) sell(order === 0 ? last : below(last), `${12_400 + client}.0`, 1 + below(9), below(9) === 0);
  }
  for (let order = 0; order < 40; order += 1) sell(below(330), "", 1 + below(8), false);
  return made.sort((a, b) => a.at.localeCompare(b.at)).flatMap((one) => one.lines);
}
