import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPiece } from "@/test/pieces";
import { holds } from "@/test/server";
import { SegmentPicker } from "./segment-picker";

it("shows no id and says of nothing that it does not exist while segments are read", async () => {
  const answer = holds("/segments", { items: [{ id: "4711", name: "Fair of May", kind: "static", measure: "", value: "" }], next_cursor: null, total: 1 });
  renderPiece(<SegmentPicker label="Segments" value={["4711"]} onChange={() => undefined} />);
  await userEvent.type(screen.getByRole("combobox"), "Fair");
  expect(screen.queryByText("4711")).toBeNull();
  expect(screen.queryByText("Nothing matches")).toBeNull();
  await screen.findByText("Loading…");
  answer();
  expect((await screen.findAllByText("Fair of May")).length).toBeGreaterThan(0);
});
