/** What this browser remembers for its user (column choices, rail state); survives a closed or full storage. */
export const remembered = {
  read<T>(key: string, fallback: T): T {
    try {
      const text = localStorage.getItem(`clientele.${key}`);
      return text === null ? fallback : (JSON.parse(text) as T);
    } catch {
      return fallback;
    }
  },
  write(key: string, value: unknown) {
    try {
      localStorage.setItem(`clientele.${key}`, JSON.stringify(value));
    } catch {
      // A private window may refuse; the choice then lasts until the page is left.
    }
  },
};
