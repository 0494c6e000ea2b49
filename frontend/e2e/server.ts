import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const binary = process.env.CLIENTELE_TEST_BINARY ?? resolve(import.meta.dirname, "../../bin/clientele");

/** Who signs in: the user that the demo makes, and the first admin of an empty base. */
export const admin = { email: "demo@clientele.example", password: "clientele-demo" };

export type Running = { url: string; stop: () => Promise<void> };

/** Starts the real program on a free port over a new folder: filled with demo data, or empty but for the user who signs in. */
export async function startServer(settings: Record<string, string> = {}, filled: "demo" | "empty" = "demo"): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-e2e-"));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CLIENTELE_DATA_DIR: folder,
    CLIENTELE_LISTEN: "127.0.0.1:0",
    CLIENTELE_LOG_LEVEL: "warn",
    CLIENTELE_ADMIN_EMAIL: admin.email,
    CLIENTELE_ADMIN_PASSWORD: admin.password,
    ...settings,
  };
  if (filled === "demo") {
    const made = spawnSync(binary, ["demo", "--clients", "500"], { env, encoding: "utf8" });
    if (made.status !== 0) throw new Error(`demo failed: ${made.stderr}${made.stdout}`);
  }
  const child = spawn(binary, ["serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const url = await readyAt(child);
  return {
    url,
    stop: async () => {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = "";
    child.stdout?.on("data", (part: Buffer) => {
      said += part.toString();
      const url = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (url) done(url);
    });
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}: ${said}`)));
  });
}
