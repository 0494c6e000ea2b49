import { z } from "zod";

/** The state of a list as the URL holds it: search words, order, filters, the line previewed. */

const text = z.coerce.string().trim().min(1).max(200).optional().catch(undefined);

/** A filter of one or several values, in the URL as "a,b". */
export const anyOf = z.coerce.string().min(1).max(500).optional().catch(undefined);

/** A yes-or-no filter; anything else in the URL counts as not set. */
export const yesNo = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")])
  .optional()
  .catch(undefined);

/** A day such as 2026-03-12. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined);

type Shape = Record<string, z.ZodType>;

/** Search parameters of a list: what is not understood is dropped, so an old link never breaks a screen. */
export function listSearch<S extends Shape>(filters: S) {
  return z.object({
    q: text,
    preview: text,
    sort: z.string().regex(/^-?[a-z0-9_]+$/).optional().catch(undefined),
    ...filters,
  });
}

export type Sort = { key: string; descending: boolean };

export function readSort(sort: string | undefined): Sort | undefined {
  if (!sort) return undefined;
  return sort.startsWith("-") ? { key: sort.slice(1), descending: true } : { key: sort, descending: false };
}

/** The next order after a press on a column head: ascending, descending, none; figures start with the largest. */
export function nextSort(current: string | undefined, key: string, largestFirst: boolean): string | undefined {
  const first = largestFirst ? `-${key}` : key;
  const second = largestFirst ? key : `-${key}`;
  if (current === first) return second;
  if (current === second) return undefined;
  return first;
}

export function splitValues(value: string | undefined): string[] {
  return value ? value.split(",").filter((part) => part !== "") : [];
}

export function joinValues(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(",") : undefined;
}
