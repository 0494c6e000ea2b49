import type { Measure } from "./rule";

/** What a rule may test: one entry of the API's registry. */
export type RuleField = {
  name: string;
  noun: string;
  type: FieldType;
  ops: readonly string[];
  /** The values of a choice, where they are few. */
  choices?: readonly string[];
  /** The noun whose records the value names: a category, a product, a segment. */
  reference?: string;
  /** Its name in the user's language. */
  label: string;
  /** What may be reckoned of a field of a collection, such as orders. */
  measures?: readonly { measure: Measure; ops: readonly string[] }[];
  /** Taken in no new test. */
  archived?: boolean;
};

export type FieldType = "text" | "number" | "money" | "day" | "time" | "flag" | "choice" | "reference";

/** The fields of one value per client, those of collections, and the collections that can be counted. */
export type Registry = { fields: readonly RuleField[]; collections: readonly string[]; countOps: readonly string[]; nouns: Record<string, string> };

export const fieldOf = (registry: Registry, name: string) => registry.fields.find((field) => field.name === name);
export const ofClient = (registry: Registry, field: RuleField) => !registry.collections.includes(field.noun);
