import { Group, Stack, Text, Title } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { useReportSearch } from "@/entities/report-page";
import { Loaded } from "@/ui/loaded";
import { MeasureHelp, type Measure } from "@/ui/measure-help";
import { PlotSkeleton } from "@/ui/skeletons";

type Query<T> = { data: T | null | undefined; error: unknown; refetch: () => unknown };

/** A card over one report: its shape while it loads, nothing where the run has none. */
export function CardOf<T>({ query, children }: { query: Query<T>; children: (report: T) => ReactNode }) {
  return (
    <Loaded query={query} skeleton={<PlotSkeleton height={240} />} compact>
      {(report) => (report === null ? null : children(report))}
    </Loaded>
  );
}

type Props = { title: string; to: string; measure: Measure; updated?: string; finding: string; children: ReactNode };

/** One analysis of the story: what it found, a small plot, and the way to its screen. */
export function StoryCard({ title, to, measure, updated, finding, children }: Props) {
  const { t } = useTranslation();
  const search = useReportSearch();
  return (
    <section className="card" style={{ padding: "14px 16px" }} aria-label={title}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Title order={2} fz="sm" c="dimmed" fw={600}>
            {title} <MeasureHelp measure={measure} updated={updated} />
          </Title>
          <RecordLink to={to} search={search as never} fz="sm" aria-label={t("story.openOf", { name: title })} style={{ display: "inline-flex", alignItems: "center", gap: 3, minHeight: 24 }}>
            {t("story.open")}
            <IconChevronRight size={15} aria-hidden />
          </RecordLink>
        </Group>
        <Text fw={600} style={{ textWrap: "pretty" }}>
          {finding}
        </Text>
        {children}
      </Stack>
    </section>
  );
}
