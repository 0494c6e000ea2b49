import { Button, Menu, Progress, Text } from "@mantine/core";
import { IconArrowsDiff, IconCopy, IconDots, IconRefresh, IconSend } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { jobEnded, useCancelJob, useJob } from "@/entities/jobs";
import { useCan } from "@/entities/me";
import { ButtonLink } from "@/ui/button-link";
import { useAct } from "@/ui/use-submit";
import { DownloadMenu } from "@/ui/table/download-menu";
import { exportSegment, useSegmentActions, type Segment } from "./queries";

type Props = { segment: Segment; onChange: () => void };

/** What can be done with a segment. */
export function SegmentActions({ segment, onChange }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const canMarket = useCan("market");
  const actions = useSegmentActions();
  const { act, busy } = useAct();
  const own = canMarket && segment.kind !== "computed";
  const copy = () =>
    act(async () => {
      const made = await actions.copy(segment.id, t("segments.copyOf", { name: segment.name }));
      await navigate({ to: "/segments/$id", params: { id: made.id } });
    }, t("segments.copied"));
  return (
    <>
      {segment.kind === "rule" && segment.job_id && <Building segment={segment} />}
      <ButtonLink to="/clients" search={{ segment_id: segment.id }} variant="default">
        {t("segments.seeAll")}
      </ButtonLink>
      {own && segment.kind === "rule" && (
        <ButtonLink to="/segments/$id/edit" params={{ id: segment.id }} variant="default">
          {t("segments.changeRule")}
        </ButtonLink>
      )}
      {own && segment.kind === "static" && (
        <Button variant="default" onClick={onChange}>
          {t("segments.change")}
        </Button>
      )}
      {canMarket && (
        <ButtonLink to="/campaigns/new" search={{ segment_id: segment.id }} leftSection={<IconSend size={16} aria-hidden />}>
          {t("segments.campaign")}
        </ButtonLink>
      )}
      <DownloadMenu onPick={(format) => exportSegment(segment.id, format)} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px={8} loading={busy} aria-label={t("segments.more")}>
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowsDiff size={15} aria-hidden />} onClick={() => void navigate({ to: "/segments/compare", search: { ids: segment.id } })}>
            {t("segments.compare.open")}
          </Menu.Item>
          {own && (
            <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={() => void copy()}>
              {t("segments.copy")}
            </Menu.Item>
          )}
          {own && segment.kind === "rule" && (
            <Menu.Item leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => void act(() => actions.rebuild(segment.id), t("segments.rebuilding"))}>
              {t("segments.rebuild")}
            </Menu.Item>
          )}
          {own && (
            <Menu.Item onClick={() => void (segment.state === "archived" ? act(() => actions.restore(segment.id), t("state.restored")) : act(() => actions.archive(segment.id), t("state.archived"), () => actions.restore(segment.id)))}>
              {segment.state === "archived" ? t("action.restore") : t("action.archive")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** The rebuild that is under way, with its progress. */
function Building({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const job = useJob(segment.job_id).data;
  const cancel = useCancelJob();
  const ended = Boolean(job && jobEnded(job));
  useEffect(() => {
    if (ended) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/segments") });
  }, [ended, queryClient]);
  if (!job || ended) return null;
  const share = job.progress_total ? (job.progress_done / job.progress_total) * 100 : 0;
  return (
    <div style={{ minWidth: 170 }}>
      <Text fz="xs" c="dimmed">
        {t("segments.building")}
        <Button size="compact-xs" variant="subtle" onClick={() => cancel.mutate({ params: { path: { id: job.id } } })}>
          {t("action.cancel")}
        </Button>
      </Text>
      <Progress value={share} aria-label={t("segments.building")} />
    </div>
  );
}
