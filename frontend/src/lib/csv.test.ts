import { expect, it } from "vitest";
import { toCsv } from "./csv";

it("quotes what needs quoting", () => expect(toCsv([["a;b", 'say "x"', "plain"]])).toBe('"a;b","say ""x""",plain'));

it("runs no formula in a spreadsheet, and leaves numbers alone", () => expect(toCsv([["=1+1", "+33 1", "@x", "-12.50"]])).toBe("'=1+1,'+33 1,'@x,-12.50"));
