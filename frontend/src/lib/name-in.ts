/** What stands for a name while it is read. */
export const unread = "…";

type Choices<T> = { data: { items: readonly T[] } | undefined; isPending: boolean };

/** The name of a record that another one names by its id: an ellipsis while the records are read, `other` where they do not hold it. */
export function nameIn<T extends { id: string; name: string }>(choices: Choices<T>, id: string, other: string, nameOf = (one: T) => one.name): string {
  const found = choices.data?.items.find((one) => one.id === id);
  if (found) return nameOf(found);
  return choices.isPending ? unread : other;
}

/** What a field for several values offers; while that is read, what is chosen already stands as an ellipsis, never as an id. */
export function optionsIn(choices: Choices<{ id: string; name: string }>, chosen: readonly string[] = []): { value: string; label: string }[] {
  if (choices.isPending) return chosen.map((value) => ({ value, label: unread }));
  return (choices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
