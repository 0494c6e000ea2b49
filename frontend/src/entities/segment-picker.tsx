import { MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "@/api/api";
import { optionsIn } from "@/lib/name-in";
import { classLook, type ClassMeasure } from "@/ui/chart/class-look";
import { useLook } from "@/ui/chart/use-look";
import { AbcBadge, ClassBadge } from "./class-badge";

type Segment = Schemas["Segment"];

/** The name of a segment; those computed from a class are named after the class, in the user's language. */
export function useSegmentName() {
  const look = useLook();
  return useCallback(
    ({ name, kind, measure, value }: Pick<Segment, "name" | "kind" | "measure" | "value">) => {
      if (kind !== "computed" || !isMeasure(measure)) return name;
      const known = measure === "abc" && value !== "none" ? value : classLook(look, measure, value).label;
      return look.t(`segments.nameOf.${measure}`, { class: known });
    },
    [look],
  );
}

/** The classes that make segments, in the order in which they are told. */
export const segmentMeasures = ["abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend"] as const satisfies ClassMeasure[];

const isMeasure = (text: string): text is ClassMeasure => segmentMeasures.some((one) => one === text);

/** The class that a computed segment is, as a badge; nothing for other segments. */
export function SegmentClass({ measure, value }: Pick<Segment, "measure" | "value">) {
  if (!isMeasure(measure)) return null;
  return measure === "abc" && value !== "none" ? <AbcBadge abc={value} /> : <ClassBadge measure={measure} name={value} />;
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
  const choices = useSegmentChoices();
  const segments = choices.data?.items ?? [];
  const kinds = [...new Set(segments.map((segment) => segment.measure || segment.kind))];
  return (
    <MultiSelect
      searchable
      clearable
      nothingFoundMessage={t(choices.isPending ? "state.loading" : "list.noMatch")}
      {...rest}
      value={[...value]}
      onChange={onChange}
      data={
        choices.isPending
          ? optionsIn(choices, value)
          : kinds.map((kind) => ({
              group: t(`segments.group.${kind as "static"}`, { defaultValue: kind }),
              items: segments.filter((segment) => (segment.measure || segment.kind) === kind).map((segment) => ({ value: segment.id, label: nameOf(segment) })),
            }))
      }
    />
  );
}
