type Parameter = { name: string; value: number };

const weeksPerYear = 365.25 / 7;

const valueOf = (parameters: readonly Parameter[], name: string) => parameters.find((one) => one.name === name)?.value;

/** Purchases a year of a client of average pace while it is active; the models count in weeks. */
export function yearlyRate(parameters: readonly Parameter[]): number | null {
  const r = valueOf(parameters, "r");
  const alpha = valueOf(parameters, "alpha");
  return r === undefined || !alpha ? null : (r / alpha) * weeksPerYear;
}

/** The average chance to leave: after a purchase, or within a year; null where nobody leaves. */
export function leaving(model: string, parameters: readonly Parameter[]): { per: "purchase" | "year"; share: number } | null {
  const a = valueOf(parameters, "a");
  const b = valueOf(parameters, "b");
  if ((model === "bgnbd" || model === "mbgnbd") && a !== undefined && b !== undefined) return { per: "purchase", share: a / (a + b) };
  const s = valueOf(parameters, "s");
  const beta = valueOf(parameters, "beta");
  if (model === "paretonbd" && s !== undefined && beta !== undefined) return { per: "year", share: 1 - (beta / (beta + weeksPerYear)) ** s };
  return null;
}
