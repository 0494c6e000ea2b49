import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/api/api";
import { unread } from "@/lib/name-in";

type Props = { label: string; values: string[]; onChange: (ids: string[]) => void; many?: boolean; error?: React.ReactNode };

/** Finds products by words. */
export function ProductPicker({ label, values, onChange, many = true, error }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [late] = useDebouncedValue(words, 200);
  const found = api.useQuery("get", "/products", { params: { query: { q: late || undefined, limit: 20 } } }, { placeholderData: keepPreviousData, staleTime: 30_000 });
  const known = useQueries({
    queries: values.map((id) => ({ queryKey: ["get", "/products/{id}", { params: { path: { id } } }], queryFn: async () => (await client.GET("/products/{id}", { params: { path: { id } } })).data, staleTime: 60_000 })),
  });
  const all = new Map(known.flatMap((one) => (one.data ? [[one.data.id, one.data.name] as const] : [])));
  for (const one of found.data?.items ?? []) all.set(one.id, one.name);
  for (const [at, id] of values.entries()) if (known[at]?.isPending && !all.has(id)) all.set(id, unread);
  return (
    <MultiSelect
      size="sm"
      searchable
      maxValues={many ? undefined : 1}
      aria-label={label}
      error={error}
      nothingFoundMessage={t(found.isFetching || late !== words ? "state.loading" : "list.noMatch")}
      value={values}
      onChange={onChange}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      data={[...all].map(([value, text]) => ({ value, label: text }))}
    />
  );
}
