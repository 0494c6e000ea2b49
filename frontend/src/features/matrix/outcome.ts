import type { Quadrant } from "@/ui/theme/tokens";
import { questions, type Question } from "./matrix-search";
import type { Answer, ClientRow, Given } from "./queries";

export type Outcome = Partial<Record<Quadrant, number>>;

type States = Record<Question, Answer | "unanswered">;

/** Where a client that is low on both axes stands by its answers: a yes lifts the axis it speaks of. */
export function quadrantBy(states: States): Quadrant {
  const actual = states.reference === "yes" || states.other_division === "yes";
  const potential = states.growing === "yes";
  if (actual) return potential ? "desirable" : "mature";
  if (potential) return "underdeveloped";
  return questions.every((one) => states[one] === "no") ? "low_priority" : "unverified";
}

/** How many of the clients will stand in each quadrant once these answers are given. */
export function outcomeOf(clients: readonly ClientRow[], given: Given): Outcome {
  const outcome: Outcome = {};
  for (const { figures } of clients) {
    const known = figures?.guards ?? { reference: "unanswered", growing: "unanswered", other_division: "unanswered" };
    const quadrant = quadrantBy({ ...known, ...given });
    outcome[quadrant] = (outcome[quadrant] ?? 0) + 1;
  }
  return outcome;
}
