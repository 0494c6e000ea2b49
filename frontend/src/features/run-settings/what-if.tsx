import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconEyeSearch, IconPlayerStop } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { jobEnded, useCancelJob, useJob, type Job } from "@/entities/jobs";
import { usePortfolio } from "@/entities/portfolio";
import { useFormat } from "@/i18n/use-format";
import { asProblem } from "@/lib/problem";
import { notice } from "@/ui/notice";
import { Section } from "@/ui/section";
import { PreviewResult } from "./preview-result";
import { previewOf, useSettingsActions, useSuggestedDay, type Settings } from "./queries";

type Props = {
  settings: Settings;
  /** Checks the form; false when a field is wrong. */
  ready: () => boolean;
  onFault: (faults: Record<string, string>) => void;
};

/** What the settings would find: started by hand, followed while it counts, nothing saved. */
export function WhatIf({ settings, ready, onFault }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { preview } = useSettingsActions();
  const cancel = useCancelJob();
  const published = usePortfolio().data;
  const suggested = useSuggestedDay();
  const [job, setJob] = useState<string | null>(null);
  const [asked, setAsked] = useState<Settings | null>(null);
  const [busy, setBusy] = useState(false);
  const followed = useJob(job).data;
  const running = busy || (job !== null && (!followed || !jobEnded(followed)));
  const result = useNewest(followed);
  const day = published?.run.as_of ?? suggested;
  const start = async () => {
    if (!ready()) return;
    setBusy(true);
    try {
      setJob(await preview(settings, day));
      setAsked(settings);
    } catch (thrown) {
      const problem = asProblem(thrown);
      onFault(Object.fromEntries(Object.entries(problem.byField()).map(([path, words]) => [path.replace(/^settings\./, ""), words])));
      notice.failed(problem);
    } finally {
      setBusy(false);
    }
  };
  const old = asked !== null && JSON.stringify(asked) !== JSON.stringify(settings);
  return (
    <Section title={t("runSettings.preview.title")} hint={published === null ? t("runSettings.preview.hintNone") : day && t("runSettings.preview.hint", { day: format.day(day, "long") })}>
      <Stack gap="md" aria-live="polite">
        <Group gap="xs">
          <Button leftSection={<IconEyeSearch size={16} aria-hidden />} variant={result && !old ? "light" : "filled"} loading={running} onClick={() => void start()}>
            {t(result ? "runSettings.preview.again" : "runSettings.preview.start")}
          </Button>
          {running && followed?.cancellable && (
            <Button variant="default" leftSection={<IconPlayerStop size={15} aria-hidden />} loading={followed.cancelling} onClick={() => cancel.mutate({ params: { path: { id: followed.id } } })}>
              {t("runSettings.preview.cancel")}
            </Button>
          )}
        </Group>
        {running && followed && <Running job={followed} />}
        {!running && followed?.state === "failed" && <Alert color="brick" title={t("runSettings.preview.failed")}>{followed.error_detail}</Alert>}
        {!running && followed?.state === "cancelled" && <Text fz="sm">{t("runSettings.preview.cancelled")}</Text>}
        {!running && result && old && <Alert color="saffron">{t("runSettings.preview.old")}</Alert>}
        {result && (
          <div style={{ opacity: running || old ? 0.55 : 1 }}>
            <PreviewResult preview={result} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

/** The result of the last preview that ended well; it stays while the next one counts. */
function useNewest(job: Job | undefined) {
  const kept = useRef<ReturnType<typeof previewOf>>(null);
  const [, setSeen] = useState("");
  useEffect(() => {
    if (job?.state !== "done") return;
    kept.current = previewOf(job.result);
    setSeen(job.id);
  }, [job]);
  return kept.current;
}

function Running({ job }: { job: Job }) {
  const { t } = useTranslation();
  const stage = job.state === "queued" ? "waiting" : job.message === "reading" || job.message === "models" ? job.message : "classes";
  const words = t(`runSettings.preview.stage.${stage}`);
  const share = job.progress_total > 0 ? (100 * job.progress_done) / job.progress_total : 100;
  return (
    <div>
      <Progress value={share} animated={job.progress_total === 0} aria-label={words} />
      <Text fz="sm" c="dimmed" mt={4} className="tabular">
        {words}
        {job.progress_total > 0 && ` · ${t("shell.jobs.progress", { done: job.progress_done, total: job.progress_total })}`}
      </Text>
    </div>
  );
}
