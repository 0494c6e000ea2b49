/** When figures that follow a change by themselves are read again: soon where the server is idle, and still where it is busy. */
const after = [400, 1200, 3000, 7000, 15_000, 30_000];

/** Reads again, several times, what follows a change without saying when. */
export function readLater(read: () => unknown) {
  for (const wait of after) setTimeout(() => void read(), wait);
}
