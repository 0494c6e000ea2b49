import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseLanguage } from "@/i18n/i18n";
import { renderPiece } from "@/test/pieces";
import { fails, holds } from "@/test/server";
import { CellTable } from "./cell-table";
import type { Report } from "./queries";

const cell = (segment_id: string | null, segment_name: string) => ({ placement_id: "1", placement_name: "Shop", segment_id, segment_name, arms: [] });
const report = { cells: [cell("7", "ABC class A"), cell("8", "Fair of May"), cell(null, "")] } as unknown as Report;

beforeEach(() => act(() => chooseLanguage("fr")));
afterEach(() => act(() => chooseLanguage("en")));

describe("the segments of what was learned", () => {
  it("are named in the user's language from the first moment, never by the server", async () => {
    const answer = holds("/segments", { items: [{ id: "7", name: "ABC class A", kind: "computed", measure: "abc", value: "A" }], next_cursor: null, total: 1 });
    renderPiece(<CellTable report={report} />);
    await screen.findByText("Tous les autres clients");
    expect(document.body.textContent).not.toContain("ABC class");
    expect(document.body.textContent).not.toContain("Fair of May");
    answer();
    await screen.findByText("ABC A");
    expect(document.body.textContent).not.toContain("ABC class");
    // A segment beyond those that are read keeps the name that it came with.
    screen.getByText("Fair of May");
  });

  it("keep the names they came with where segments cannot be read", async () => {
    fails("/segments", 500, "internal");
    renderPiece(<CellTable report={report} />);
    await screen.findByText("Fair of May");
  });
});
