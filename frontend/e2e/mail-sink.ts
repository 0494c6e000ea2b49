import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A message as a mail server took it: the address of its envelope, its headers by lower-case name, and what follows them. */
export type Taken = { to: string; headers: Map<string, string>; body: string };

export type MailSink = { url: string; taken: () => readonly Taken[]; holds: (count: number) => Promise<void>; stop: () => Promise<void> };

/** A real mail server that takes every message and keeps it. */
export async function startMailSink(): Promise<MailSink> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { headers, body } = read(Buffer.concat(parts).toString("utf8"));
        for (const to of session.envelope.rcptTo) taken.push({ to: to.address, headers, body });
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => taken,
    holds: async (count) => {
      const until = Date.now() + 180_000;
      while (taken.length < count) {
        if (Date.now() > until) throw new Error(`${taken.length} of ${count} messages arrived`);
        await new Promise((done) => setTimeout(done, 100));
      }
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

/** Headers unfolded, and the rest (RFC 5322). */
function read(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf("\r\n\r\n");
  const headers = new Map<string, string>();
  for (const line of raw.slice(0, end).replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: raw.slice(end + 4) };
}
