// Reads `go test -json` on standard input and tells it for people: one line per package,
// and the whole output of what failed. Keeps nothing of what passed.
import { createInterface } from "node:readline";

const output = new Map(); // "package test" -> lines not yet told
const counts = new Map(); // package -> { passed, failed, skipped }

const key = (event) => `${event.Package ?? event.ImportPath} ${event.Test ?? ""}`;

function count(event) {
  const all = counts.get(event.Package) ?? { pass: 0, fail: 0, skip: 0 };
  counts.set(event.Package, all);
  if (event.Test && event.Action in all) all[event.Action] += 1;
  return all;
}

function tell(event) {
  process.stdout.write((output.get(key(event)) ?? []).join(""));
}

function finish(event) {
  const { pass, fail, skip } = count(event);
  if (event.Action === "fail") tell(event);
  output.delete(key(event));
  if (event.Test) return;
  if (event.Action === "skip") return; // a package without tests
  const skipped = skip ? `, ${skip} skipped` : "";
  const word = event.Action === "pass" ? "ok  " : "FAIL";
  console.log(`${word} ${event.Package} ${event.Elapsed ?? 0}s: ${pass} passed, ${fail} failed${skipped}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    console.log(line); // not an event: go itself complains
    continue;
  }
  if (event.Action === "build-output") process.stdout.write(event.Output);
  else if (event.Action === "output") {
    if (!output.has(key(event))) output.set(key(event), []);
    output.get(key(event)).push(event.Output);
  } else if (["pass", "fail", "skip"].includes(event.Action)) finish(event);
}
