import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/api";

type Props = { label: string; description?: string; value: string | null; onChange: (id: string | null) => void; error?: React.ReactNode; disabled?: boolean };

/** Finds one client by words. */
export function ClientPicker({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [late] = useDebouncedValue(words, 200);
  const known = api.useQuery("get", "/clients/{id}", { params: { path: { id: value ?? "" } } }, { enabled: Boolean(value) }).data;
  const found = api.useQuery("get", "/clients", { params: { query: { q: known && late === known.name ? undefined : late || undefined, limit: 20 } } }, { placeholderData: keepPreviousData });
  const all = [...(known && value ? [known] : []), ...(found.data?.items ?? []).filter((one) => one.id !== value)];
  return (
    <Select
      {...rest}
      searchable
      clearable
      value={value}
      onChange={onChange}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      nothingFoundMessage={t(found.isFetching || late !== words ? "state.loading" : "list.noMatch")}
      data={all.map((one) => ({ value: one.id, label: one.city ? `${one.name} · ${one.city}` : one.name }))}
    />
  );
}
