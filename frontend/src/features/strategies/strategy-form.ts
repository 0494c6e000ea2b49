import type { Learning, Strategy, StrategyInput } from "./queries";

export type Ranking = Strategy["stages"][number]["ranking"];
export type StageForm = { key: string; collection_id: string | null; ranking: Ranking; formula: string };
/** A boost of a kind or of one offer: "kind:service" or "offer:7". */
export type BoostForm = { key: string; what: string; factor: number };

/** A strategy as its form holds it: shares in percent. */
export type StrategyForm = {
  name: string;
  code: string;
  description: string;
  stages: StageForm[];
  boosts: BoostForm[];
  propensity: number;
  value: number;
  context: string[];
  holdout: number;
  learning: Learning;
};

let made = 0;
export const newKey = () => `part-${(made += 1)}`;

const learning: Learning = { attribution_hours: 72, cold_start: false, delay_minutes: 0, floor_bp: 500, half_life_days: 60, prior_alpha: 1, prior_beta: 1, reward: "acceptance" };

export function formOf(strategy: Strategy | undefined): StrategyForm {
  if (!strategy) return { name: "", code: "", description: "", stages: [{ key: newKey(), collection_id: null, ranking: "priority", formula: "" }], boosts: [], propensity: 1, value: 0, context: [], holdout: 0, learning };
  return {
    name: strategy.name,
    code: strategy.code,
    description: strategy.description,
    stages: strategy.stages.map((stage) => ({ ...stage, key: newKey() })),
    boosts: strategy.arbitration.boosts.map(({ kind, offer_id, factor }) => ({ key: newKey(), what: kind ? `kind:${kind}` : `offer:${offer_id ?? ""}`, factor })),
    propensity: strategy.arbitration.propensity_weight,
    value: strategy.arbitration.value_weight,
    context: strategy.context_segment_ids,
    holdout: strategy.holdout_bp / 100,
    learning: strategy.learning,
  };
}

function boosted(what: string): { kind: "discount" } | { offer_id: string } {
  const [by, name = ""] = what.split(":");
  return by === "kind" ? { kind: name as "discount" } : { offer_id: name };
}

export function inputOf({ stages, boosts, propensity, value, context, holdout, ...rest }: StrategyForm): StrategyInput {
  return {
    ...rest,
    stages: stages.map(({ collection_id, ranking, formula }) => ({ collection_id, ranking, formula: ranking === "formula" ? formula : "" })),
    arbitration: { propensity_weight: propensity, value_weight: value, boosts: boosts.map(({ what, factor }) => ({ ...boosted(what), factor })) },
    context_segment_ids: context,
    holdout_bp: Math.round(holdout * 100),
  };
}
