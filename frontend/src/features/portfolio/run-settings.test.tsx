import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Run } from "@/entities/runs";
import { renderPiece } from "@/test/pieces";
import { holds } from "@/test/server";
import { RunSettings } from "./run-settings";

vi.mock("@/entities/settings-facts", () => ({
  settingGroups: ["matrix"],
  useSettingsFacts: () => (settings: { share: string }) => ({ matrix: [{ key: "matrix_share", label: "Share", value: settings.share }] }),
}));

const run = (number: number, share: string) => ({ id: String(number), number, state: "published", settings: { share } }) as unknown as Run;

it("does not call a run the first one before the runs are read, and opens what differs", async () => {
  const answer = holds("/portfolio_runs", { items: [run(2, "80%"), run(1, "75%")], next_cursor: null, total: 2 } as never);
  renderPiece(<RunSettings run={run(2, "80%")} />);
  expect(screen.queryByText(/settings that this run was made with/)).toBeNull();
  answer();
  expect((await screen.findByText(/75%/)).textContent).toContain("75%");
  expect(screen.getByRole("button", { expanded: true })).toBeTruthy();
});
