import { asProblem } from "./problem";

/** What is asked for, or null where it does not exist (a report before the first run). */
export async function orNone<T>(asked: Promise<{ data?: T }>): Promise<T | null> {
  try {
    return (await asked).data ?? null;
  } catch (thrown) {
    if (asProblem(thrown).kind === "not_found") return null;
    throw thrown;
  }
}
