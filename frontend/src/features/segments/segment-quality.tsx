import { Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { useQuality, type Quality, type Span } from "./queries";
import classes from "./segments.module.css";

/** How alike the members are and how different from the rest, and how many stay. */
export function SegmentQuality({ id }: { id: string }) {
  return (
    <Loaded query={useQuality(id)} skeleton={<PlotSkeleton height={260} />}>
      {(quality) => (
        <Stack gap="md">
          <Variances quality={quality} />
          <Stability spans={quality.stability} />
        </Stack>
      )}
    </Loaded>
  );
}

const parts = ["value", "frequency", "recency"] as const;

function Variances({ quality }: { quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = parts.filter((part) => quality[part]);
  const best = known.reduce<(typeof parts)[number] | undefined>((top, part) => (!top || (quality[part]?.eta_squared ?? 0) > (quality[top]?.eta_squared ?? 0) ? part : top), undefined);
  return (
    <Section
      title={best ? t("segments.quality.finding", { share: format.share(quality[best]?.eta_squared, 1), measure: t(`segments.quality.of.${best}`) }) : t("segments.quality.title")}
      hint={t("segments.quality.hint")}
      actions={<MeasureHelp measure="segmentVariance" />}
    >
      {known.length === 0 ? (
        <Text c="dimmed">{t("segments.quality.none")}</Text>
      ) : (
        <Stack gap={8}>
          {known.map((part) => (
            <div key={part} className={classes.variance}>
              <span>{t(`segments.quality.name.${part}`)}</span>
              <span className={classes.reachTrack} aria-hidden>
                <i style={{ width: `${(quality[part]?.eta_squared ?? 0) * 100}%` }} />
              </span>
              <span className="tabular">{format.share(quality[part]?.eta_squared, 1)}</span>
            </div>
          ))}
        </Stack>
      )}
    </Section>
  );
}

function Stability({ spans }: { spans: readonly Span[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useMemo<Column<Span>[]>(
    () => [
      { key: "span", title: t("segments.quality.span"), cell: (row) => t("segments.quality.fromTo", { from: format.day(row.from_day), to: format.day(row.to_day) }) },
      { key: "before", title: t("segments.quality.before"), figure: true, cell: (row) => format.number(row.before) },
      { key: "kept", title: t("segments.quality.kept"), figure: true, cell: (row) => format.number(row.kept) },
      { key: "after", title: t("segments.quality.after"), figure: true, cell: (row) => format.number(row.after) },
      { key: "share", title: t("segments.quality.share"), figure: true, cell: (row) => format.share(row.share, 1) },
    ],
    [t, format],
  );
  const last = spans[spans.length - 1];
  return (
    <Section title={last && last.share !== null ? t("segments.quality.stays", { share: format.share(last.share) }) : t("segments.quality.stability")} hint={t("segments.quality.stabilityHint")} actions={<MeasureHelp measure="segmentStability" />}>
      {spans.length === 0 ? <EmptyState title={t("segments.quality.noHistory")} body={t("segments.quality.noHistoryBody")} /> : <SimpleTable label={t("segments.quality.stability")} columns={columns} rows={spans} rowId={(row) => row.from_day} />}
    </Section>
  );
}
