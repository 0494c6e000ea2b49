/** A failed request in the one vocabulary of the API, ready to be shown. */

export type FieldFault = { field: string; code: string; message: string };

export type ProblemKind = "invalid" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "too_many" | "unavailable" | "internal" | "offline";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly requestId: string | undefined = undefined,
    readonly fields: readonly FieldFault[] = [],
  ) {
    super(detail);
    this.name = "Problem";
  }

  get kind(): ProblemKind {
    return kindOf(this.status);
  }

  /** Field messages by field name, as forms take them. */
  byField(): Record<string, string> {
    return Object.fromEntries(this.fields.map((fault) => [fault.field, fault.message]));
  }
}

function kindOf(status: number): ProblemKind {
  if (status === 0) return "offline";
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 409 || status === 412 || status === 428) return "conflict";
  if (status === 429) return "too_many";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  if (status >= 400 && status < 500) return "invalid";
  return "internal";
}

/** Anything thrown, as a Problem: an answer that never came counts as offline. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem(thrown instanceof TypeError ? 0 : 500, thrown instanceof TypeError ? "offline" : "internal", words);
}
