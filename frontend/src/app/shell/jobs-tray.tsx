import { ActionIcon, Badge, Button, Group, Indicator, Popover, Progress, ScrollArea, Text } from "@mantine/core";
import { IconProgressBolt, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { jobEnded, useCancelJob, useJobs, type Job } from "@/entities/jobs";
import { useFormat } from "@/i18n/use-format";
import { Problem } from "@/lib/problem";
import { EmptyState } from "@/ui/empty-state";
import { notice } from "@/ui/notice";
import classes from "./shell.module.css";

const tones: Record<string, string> = { queued: "gray", running: "petrol", done: "petrol", failed: "brick", cancelled: "gray", paused: "saffron" };

/** Background work: what runs, what is done, what failed; it goes on when the page is left. */
export function JobsTray() {
  const { t } = useTranslation();
  const known = useJobs().data?.items;
  const jobs = known ?? [];
  const running = jobs.filter((job) => !jobEnded(job)).length;
  useNews(known);
  const label = running > 0 ? t("shell.jobs.running", { count: running }) : t("shell.jobs.open");
  return (
    <Popover position="bottom-end" width={360} trapFocus returnFocus>
      <Indicator disabled={running === 0} processing size={9} offset={6} color="saffron">
        <Popover.Target>
          <ActionIcon aria-label={label} title={label}>
            <IconProgressBolt size={20} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t("shell.jobs.title")}>
        {jobs.length === 0 ? (
          <EmptyState compact title={t("shell.jobs.title")} body={t(known ? "shell.jobs.empty" : "state.loading")} />
        ) : (
          <ScrollArea.Autosize mah={420}>
            {jobs.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Kinds of jobs are named "noun.verb"; people know them by the noun. */
const names: Record<string, "import" | "portfolio_run" | "portfolio_preview" | "campaign_send" | "demo" | "segment_rebuild"> = {
  "portfolio.preview": "portfolio_preview",
  import: "import",
  portfolio: "portfolio_run",
  campaign: "campaign_send",
  demo: "demo",
  segment: "segment_rebuild",
};

function useJobName() {
  const { t } = useTranslation();
  return (job: Job) => {
    return t(`shell.jobs.kind.${names[job.kind] ?? names[job.kind.split(".")[0] ?? ""] ?? "other"}`);
  };
}

function JobLine({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useJobName()(job);
  const cancel = useCancelJob();
  const ended = jobEnded(job);
  const share = job.progress_total > 0 ? (100 * job.progress_done) / job.progress_total : 0;
  return (
    <div className={classes.job}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fz="sm" fw={600} truncate>
          {name}
        </Text>
        <Badge size="sm" variant="light" color={tones[job.state]}>
          {t(`shell.jobs.state.${job.state}`)}
        </Badge>
      </Group>
      {!ended && <Progress value={share} animated={job.progress_total === 0} my={6} size="sm" aria-label={name} />}
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fz="xs" c="dimmed" truncate className="tabular">
          {job.error_detail || job.message}
          {!ended && job.progress_total > 0 && ` ${t("shell.jobs.progress", { done: job.progress_done, total: job.progress_total })}`}
          {ended && !job.error_detail && !job.message && format.ago(job.finished_at)}
        </Text>
        <Group gap={2} wrap="nowrap">
          <SubjectLink job={job} />
          {job.cancellable && !ended && (
            <ActionIcon size={26} aria-label={`${t("shell.jobs.cancel")}: ${name}`} onClick={() => cancel.mutate({ params: { path: { id: job.id } } })}>
              <IconX size={15} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
    </div>
  );
}

const subjectPages: Record<string, string> = { import: "/imports/$id", portfolio_run: "/portfolio/runs/$id", campaign: "/campaigns/$id" };

function SubjectLink({ job }: { job: Job }) {
  const { t } = useTranslation();
  const to = subjectPages[job.subject_noun];
  if (!to || !job.subject_id || job.subject_id === "0") return null;
  return (
    <Button size="compact-xs" variant="subtle" renderRoot={(props) => <Link to={to} params={{ id: job.subject_id }} {...props} />}>
      {t("shell.jobs.see")}
    </Button>
  );
}

/** Says when a job has ended since this page was opened, however short it was, and lets all screens read again what it changed. */
function useNews(jobs: readonly Job[] | undefined) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const nameOf = useJobName();
  const seen = useRef<Map<string, string> | null>(null);
  useEffect(() => {
    if (!jobs) return;
    const before = seen.current;
    seen.current = new Map(jobs.map((job) => [job.id, job.state]));
    for (const job of before ? jobs : []) {
      if (before?.get(job.id) === job.state || !jobEnded(job)) continue;
      void queryClient.invalidateQueries();
      if (job.state === "done") notice.done(t("shell.jobs.done", { name: nameOf(job) }));
      if (job.state === "failed") notice.failed(new Problem(422, "job_failed", job.error_detail), t("shell.jobs.failed", { name: nameOf(job) }));
    }
  }, [jobs, queryClient, t, nameOf]);
}
