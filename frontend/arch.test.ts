import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const src = resolve("src");

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

const all = files(src).map((path) => ({ path: relative(src, path), text: readFileSync(path, "utf8") }));
const code = all.filter(({ path }) => /\.tsx?$/.test(path));

/** What each room may import, itself apart. */
const ladder: Record<string, string[]> = {
  lib: [],
  i18n: ["lib"],
  api: ["lib"],
  ui: ["i18n", "lib"],
  entities: ["ui", "api", "i18n", "lib"],
  features: ["entities", "ui", "api", "i18n", "lib"],
  app: ["features", "entities", "ui", "api", "i18n", "lib"],
  test: ["app", "features", "entities", "ui", "api", "i18n", "lib"],
};

function imports(path: string, text: string): string[] {
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return found.flatMap((name) => {
    if (name.startsWith("@/")) return [name.slice(2)];
    if (name.startsWith(".")) return [relative(src, resolve(src, dirname(path), name))];
    return [];
  });
}

describe("architecture", () => {
  it("imports only go down", () => {
    const wrong: string[] = [];
    for (const { path, text } of code) {
      if (path === "main.tsx" || path.endsWith(".test.tsx") || path.endsWith(".test.ts")) continue;
      const [room = "", noun] = path.split("/");
      for (const target of imports(path, text)) {
        const [toRoom = "", toNoun] = target.split("/");
        if (toRoom === room && (room !== "features" || noun === toNoun)) continue;
        if (!ladder[room]?.includes(toRoom)) wrong.push(`${path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("API paths are named in queries only", () => {
    const wrong = code
      .filter(({ path, text }) => path.startsWith("features/") && !/(queries|\.test)\.tsx?$/.test(path) && /\b(client\.(GET|POST|PUT|DELETE)|api\.use\w+|useReport)\(/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it("files are named in kebab-case and exports are named", () => {
    const wrong = code.filter(({ path, text }) => !/^[a-z0-9/.-]+$/.test(path) || /^export default/m.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it("files stay small", () => {
    const lengths = code
      .filter(({ path }) => path !== "api/schema.d.ts" && !path.startsWith("i18n/"))
      .map(({ path, text }) => ({ path, lines: text.split("\n").length }));
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
    const long = lengths.filter(({ lines }) => lines > 300).length;
    expect(long / lengths.length).toBeLessThanOrEqual(0.1);
  });

  it("no sum is made in the browser from rows of a list", () => {
    const wrong = code.filter(({ path, text }) => /^(features|entities)\//.test(path) && /rows\.reduce\(/.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
