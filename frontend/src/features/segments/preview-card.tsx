import { Group, Loader, Stack, Text } from "@mantine/core";
import { IconMail, IconMessage, IconPhone, IconBell, IconMailbox } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AbcBadge } from "@/entities/class-badge";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { about } from "@/lib/about";
import { asProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/empty-state";
import { ErrorState } from "@/ui/error-state";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Preview } from "./queries";
import classes from "./segments.module.css";

const channels = [
  ["email", IconMail],
  ["sms", IconMessage],
  ["push", IconBell],
  ["mail", IconMailbox],
  ["phone", IconPhone],
] as const;

type Props = { preview: UseQueryResult<Preview>; waits: boolean };

/** What the rule would make: how many clients, how they can be reached, some of them, and which segments hold them too. */
export function PreviewCard({ preview, waits }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSegmentName();
  const { data, error, isFetching } = preview;
  const aboutText = ({ count, count_low, count_high }: Preview) => {
    const { value, margin } = about(count, count_low, count_high);
    return t("segments.preview.about", { value: format.number(value), margin: format.number(margin) });
  };
  if (error) return <div className="card"><ErrorState problem={asProblem(error)} onRetry={() => void preview.refetch()} compact /></div>;
  if (!data) return waits ? <div className="card"><EmptyState title={t("segments.preview.title")} body={t("segments.preview.waits")} /></div> : <PlotSkeleton height={280} />;
  return (
    <Stack gap="md" aria-live="polite" aria-busy={isFetching}>
      <Section title={t("segments.preview.title")} actions={isFetching ? <Loader size={16} /> : undefined}>
        <Text className={classes.count}>{data.estimated ? aboutText(data) : format.number(data.count)}</Text>
        <Text fz="sm" c="dimmed">
          {t("segments.preview.share", { count: data.count, share: format.share(data.base ? data.count / data.base : 0, 1), base: format.number(data.base) })}
        </Text>
        {data.estimated && (
          <Text fz="sm" c="dimmed" mt={4}>
            {t("segments.preview.drawn", { n: format.number(data.sample_size), low: format.number(data.count_low), high: format.number(data.count_high) })}
          </Text>
        )}
        {data.reachable && (
          <>
            <Text fz="sm" fw={600} mt="md" mb={6}>
              {t("segments.preview.reach")}
            </Text>
            <Stack gap={6}>
              {channels.map(([channel, Icon]) => (
                <ReachBar key={channel} icon={<Icon size={15} aria-hidden />} name={t(`segments.reach.${channel}`)} n={data.reachable?.[channel] ?? 0} of={data.count} />
              ))}
            </Stack>
          </>
        )}
      </Section>
      {data.overlaps.length > 0 && (
        <Section title={t("segments.preview.overlap")} hint={data.overlaps_exact || data.estimated ? undefined : t("segments.preview.estimated")}>
          <Stack gap={6}>
            {data.overlaps.slice(0, 6).map((one) => (
              <ReachBar key={one.segment_id} name={<RecordLink to="/segments/$id" params={{ id: one.segment_id }}>{nameOf(one)}</RecordLink>} n={one.count} of={data.count} />
            ))}
          </Stack>
        </Section>
      )}
      {data.sample.length > 0 && (
        <Section title={t("segments.preview.sample")}>
          <Stack gap={6}>
            {data.sample.map((one) => (
              <Group key={one.id} justify="space-between" wrap="nowrap" gap="xs">
                <RecordLink to="/clients/$id" params={{ id: one.id }}>{one.name}</RecordLink>
                <Group gap="xs" wrap="nowrap">
                  <Text fz="sm" c="dimmed" component="span"><Money minor={one.figures?.revenue_minor} style="whole" /></Text>
                  <AbcBadge abc={one.figures?.abc} />
                </Group>
              </Group>
            ))}
          </Stack>
        </Section>
      )}
    </Stack>
  );
}

/** A count as a bar of a whole. */
export function ReachBar({ icon, name, n, of }: { icon?: React.ReactNode; name: React.ReactNode; n: number; of: number }) {
  const format = useFormat();
  const share = of ? Math.min(1, n / of) : 0;
  return (
    <div className={classes.reach}>
      <Group gap={6} wrap="nowrap" className={classes.reachName}>
        {icon}
        <span>{name}</span>
      </Group>
      <span className={classes.reachTrack} aria-hidden>
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="tabular">{format.number(n)}</span>
      <span className={`tabular ${classes.reachShare}`}>{format.share(share)}</span>
    </div>
  );
}
