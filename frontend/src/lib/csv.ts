/** CSV that spreadsheets open without running anything in it. */

const dangerous = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+([.,]\d+)?$/;

function cell(value: string): string {
  const safe = dangerous.test(value) && !plainNumber.test(value) ? `'${value}` : value;
  return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join(",")).join("\r\n");
}

/** Hands a file to the person through the browser's own download. */
export function download(name: string, content: Blob | string, type = "text/csv;charset=utf-8") {
  const blob = typeof content === "string" ? new Blob(["\uFEFF", content], { type }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
