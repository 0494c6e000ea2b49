import { describe, expect, it } from "vitest";
import { nameIn, optionsIn } from "./name-in";

const loading = { data: undefined, isPending: true };
const failed = { data: undefined, isPending: false };
const read = { data: { items: [{ id: "7", name: "Workshop" }] }, isPending: false };

describe("the name of what another record names by its id", () => {
  it.each([
    ["is not guessed while names are read", loading, "7", "…"],
    ["is the one that was read", read, "7", "Workshop"],
    ["is the other words where it is not among them", read, "8", "Gone"],
    ["is the other words where names cannot be read", failed, "7", "Gone"],
  ])("%s", (_, choices, id, said) => {
    expect(nameIn(choices, id, "Gone")).toBe(said);
  });
});

describe("what a field for several values offers", () => {
  it("is what was chosen, without its id, while the rest is read", () => {
    expect(optionsIn(loading, ["7", "8"])).toEqual([
      { value: "7", label: "…" },
      { value: "8", label: "…" },
    ]);
    expect(optionsIn(read, ["7"])).toEqual([{ value: "7", label: "Workshop" }]);
    expect(optionsIn(failed, ["7"])).toEqual([]);
  });
});
