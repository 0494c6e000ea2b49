import { MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "@/api/api";

type Segment = Schemas["Segment"];

/** The name of a segment; those computed from a class are named after the class, in the user's language. */
export function useSegmentName() {
  const { t } = useTranslation();
  return (segment: Pick<Segment, "name" | "kind" | "measure" | "value">) => {
    if (segment.kind !== "computed") return segment.name;
    if (segment.measure === "abc") return t("segments.abcName", { abc: segment.value === "none" ? t("abc.none") : segment.value });
    if (segment.measure === "rfm_group") return t("segments.rfmName", { group: t(`rfm.${segment.value as "champions"}`, { defaultValue: segment.name }) });
    return segment.name;
  };
}

/** All segments, for choosing among them. */
export function useSegmentChoices() {
  return api.useQuery("get", "/segments", { params: { query: { limit: 200 } } }, { staleTime: 60_000 });
}

type Props = Omit<MultiSelectProps, "data" | "value" | "onChange"> & { value: readonly string[]; onChange: (ids: string[]) => void };

/** Chooses segments by name. */
export function SegmentPicker({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  const segments = useSegmentChoices().data?.items ?? [];
  const kinds = [...new Set(segments.map((segment) => segment.measure || segment.kind))];
  return (
    <MultiSelect
      searchable
      clearable
      nothingFoundMessage={t("list.noMatch")}
      {...rest}
      value={[...value]}
      onChange={onChange}
      data={kinds.map((kind) => ({
        group: t(`segments.group.${kind as "static"}`, { defaultValue: kind }),
        items: segments.filter((segment) => (segment.measure || segment.kind) === kind).map((segment) => ({ value: segment.id, label: nameOf(segment) })),
      }))}
    />
  );
}
