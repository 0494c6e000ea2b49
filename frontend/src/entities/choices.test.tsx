import { MantineProvider } from "@mantine/core";
import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { chooseLanguage } from "@/i18n/i18n";
import { choicesOf } from "./record-fields";
import { useSegmentName } from "./segment-picker";

afterEach(() => act(() => chooseLanguage("en")));

const computed = (measure: string, value: string) => ({ name: `${measure} ${value}`, kind: "computed" as const, measure, value });

describe("names of segments", () => {
  const all = [
    ["abc", "A", "ABC A", "ABC A"],
    ["abc", "none", "ABC No value", "ABC Sans valeur"],
    ["rfm_group", "cannot_lose", "RFM: Cannot lose them", "RFM : À ne pas perdre"],
    ["quadrant", "low_priority", "Matrix: Low priority", "Matrice : Non prioritaire"],
    ["relationship", "prospect", "Relationship: Prospect", "Relation : Prospect"],
    ["life_stage", "late", "Life stage: Late", "Stade de vie : En retard"],
    ["trend", "unknown", "Trend: Too little known", "Tendance : Trop peu connu"],
  ] as const;

  it.each([
    ["en", 2],
    ["fr", 3],
  ] as const)("each class has its name in %s", (language, at) => {
    act(() => chooseLanguage(language));
    const nameOf = renderHook(useSegmentName, { wrapper: MantineProvider }).result.current;
    expect(all.map(([measure, value]) => nameOf(computed(measure, value)).replace(/[\u00a0\u202f]/g, " "))).toEqual(all.map((one) => one[at]));
  });

  it("keeps the name that a person gave", () => {
    const nameOf = renderHook(useSegmentName, { wrapper: MantineProvider }).result.current;
    expect(nameOf({ name: "Fair of May", kind: "static", measure: "", value: "" })).toBe("Fair of May");
  });
});

describe("what a select offers", () => {
  const all = [
    { id: "1", name: "Tyres", state: "active" },
    { id: "2", name: "Carburettors", state: "archived" },
  ] as const;

  it.each([
    ["nothing archived for a new value", null, ["1"]],
    ["what stands already, though it is archived since", "2", ["1", "2"]],
  ])("%s", (_, chosen, offered) => {
    expect(choicesOf(all, chosen).map((one) => one.value)).toEqual(offered);
  });
});
