/** The same keys with any words: what every language must supply, so that a missing key does not compile. */
export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };
