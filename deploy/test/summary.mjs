// Adds up what the test runners themselves reported: summary.mjs DIRECTORY.
// Go: the events of `go test -json` (go-*.json), where subtests count as tests and a package
// that failed without a failing test counts as one failure. Frontend (*.log): the runner's own
// closing lines. The last line printed is "N passed, N failed"; exit 1 when anything failed or
// a part that was run gave no count.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const none = () => ({ passed: 0, failed: 0, skipped: 0 });

function goEvents(text) {
  const sum = none();
  const failedTests = new Set();
  const failedPackages = new Set();
  for (const line of text.split("\n")) {
    if (!line.startsWith("{")) continue;
    const event = JSON.parse(line);
    if (event.Test) {
      if (event.Action === "pass") sum.passed += 1;
      if (event.Action === "skip") sum.skipped += 1;
      if (event.Action === "fail") {
        sum.failed += 1;
        failedTests.add(event.Package);
      }
    } else if (event.Action === "fail" && event.Package) failedPackages.add(event.Package);
  }
  for (const name of failedPackages) if (!failedTests.has(name)) sum.failed += 1;
  return sum;
}

// Closing lines of Vitest, node:test, Playwright's runner, and the plain "N passed, N failed".
function closingLines(text) {
  const sum = none();
  const add = (line) => {
    for (const [, n, word] of line.matchAll(/(\d+) (passed|failed|skipped)/g)) sum[word] += Number(n);
  };
  for (const line of text.replaceAll(/\x1b\[[0-9;]*m/g, "").split("\n")) {
    const node = line.match(/^[#ℹ] (pass|fail|skipped) (\d+)$/u);
    if (node) sum[{ pass: "passed", fail: "failed", skipped: "skipped" }[node[1]]] += Number(node[2]);
    else if (/^\s*Tests  .*\(\d+\)\s*$/.test(line)) add(line);
    else if (/^\s*\d+ (passed|failed|skipped)( \([\d.]+m?s\))?$/.test(line)) add(line);
    else if (/^(\w+: )?\d+ passed, \d+ failed(, \d+ skipped)?$/.test(line)) add(line);
  }
  return sum;
}

const directory = process.argv[2] ?? "build/reports";
const total = none();
let silent = false;
for (const file of readdirSync(directory).sort()) {
  const read = file.endsWith(".json") ? goEvents : file.endsWith(".log") ? closingLines : null;
  if (!read) continue;
  const sum = read(readFileSync(join(directory, file), "utf8"));
  const name = file.replace(/\.\w+$/, "");
  if (sum.passed + sum.failed === 0) {
    console.log(`${name}: no result was reported`);
    silent = true;
    continue;
  }
  console.log(`${name}: passed ${sum.passed}, failed ${sum.failed}, skipped ${sum.skipped}`);
  for (const word of Object.keys(total)) total[word] += sum[word];
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = silent || total.failed > 0 || total.passed === 0 ? 1 : 0;
