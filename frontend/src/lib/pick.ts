/** The named fields of a record; absent ones (null) are left out, as inputs of the API take them. */
export function pick<T extends object, K extends keyof T>(record: T, keys: readonly K[]): { [P in K]?: NonNullable<T[P]> } {
  const picked: { [P in K]?: NonNullable<T[P]> } = {};
  for (const key of keys) {
    const value = record[key];
    if (value !== null && value !== undefined) picked[key] = value as NonNullable<T[K]>;
  }
  return picked;
}
