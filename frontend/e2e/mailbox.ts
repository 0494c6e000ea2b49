import { createServer, type Socket } from "node:net";

export type Mailbox = {
  url: string;
  recipients: () => string[];
  /** Waits until so many messages have arrived. */
  holds: (count: number) => Promise<void>;
  stop: () => Promise<void>;
};

/** A mail server of the test's own: it takes every message and keeps who it was for. */
export async function startMailbox(): Promise<Mailbox> {
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    talk(socket, taken);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    recipients: () => [...taken],
    holds: async (count) => {
      const until = Date.now() + 180_000;
      while (taken.length < count) {
        if (Date.now() > until) throw new Error(`${taken.length} of ${count} messages arrived`);
        await new Promise((done) => setTimeout(done, 100));
      }
    },
    stop: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

function talk(socket: Socket, taken: string[]) {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let kept = "";
  let body = false;
  let to: string[] = [];
  say("220 test");
  socket.on("data", (part) => {
    kept += part.toString("latin1");
    for (let end = kept.indexOf("\r\n"); end >= 0; end = kept.indexOf("\r\n")) {
      const line = kept.slice(0, end);
      kept = kept.slice(end + 2);
      if (body) {
        if (line !== ".") continue;
        body = false;
        taken.push(...to);
        to = [];
        say("250 taken");
        continue;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") {
        say("250-test");
        say("250-8BITMIME");
        say("250 SMTPUTF8");
      } else if (verb === "RCPT") {
        to.push(/<([^>]*)>/.exec(line)?.[1] ?? "");
        say("250 ok");
      } else if (verb === "DATA") {
        body = true;
        say("354 go on");
      } else if (verb === "QUIT") {
        say("221 bye");
        socket.end();
      } else {
        if (verb === "RSET" || verb === "MAIL") to = [];
        say("250 ok");
      }
    }
  });
}
