import { expect, test } from "vitest";
import type { Strategy } from "./queries";
import { formOf, inputOf } from "./strategy-form";

test("what the form does not change stays: boosts of kinds and of single offers, weights, shares", () => {
  const strategy = {
    name: "App", code: "app", description: "", context_segment_ids: ["4"], holdout_bp: 750,
    stages: [{ collection_id: null, ranking: "formula", formula: "offer.priority" }, { collection_id: "3", ranking: "priority", formula: "" }],
    arbitration: { propensity_weight: 0.5, value_weight: 0, boosts: [{ kind: "service", offer_id: null, factor: 2 }, { kind: "", offer_id: "12", factor: 1.5 }] },
    learning: { reward: "click", floor_bp: 500 },
  } as unknown as Strategy;
  const input = inputOf(formOf(strategy));
  expect(input.arbitration).toEqual({ propensity_weight: 0.5, value_weight: 0, boosts: [{ kind: "service", factor: 2 }, { offer_id: "12", factor: 1.5 }] });
  expect(input.stages).toEqual(strategy.stages);
  expect(input.holdout_bp).toBe(750);
  expect(input.context_segment_ids).toEqual(["4"]);
});
