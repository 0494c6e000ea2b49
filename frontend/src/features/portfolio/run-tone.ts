import type { Tone } from "@/entities/state-badge";
import type { Run } from "./queries";

/** The tone of a run's state; the one that all screens show stands out. */
export function runTone(run: Pick<Run, "current" | "state">): Tone {
  if (run.current) return "good";
  if (run.state === "failed") return "bad";
  return run.state === "running" ? "warm" : "plain";
}
