import { Alert, Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { ButtonLink } from "@/ui/button-link";
import { useAct } from "@/ui/use-submit";
import { changesFigures, ImportCounts } from "./import-counts";
import { isBusy, useImportActions, type Import } from "./queries";

/** The import at work, and what it did. */
export function ResultStep({ one }: { one: Import }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const actions = useImportActions();
  const { act, busy } = useAct();
  const stopped = one.state === "cancelled" || one.state === "failed";
  return (
    <Stack gap="md">
      <Title order={2} fz="lg">
        {isBusy(one) ? t(one.dry_run ? "imports.checkingTitle" : "imports.runningTitle", { name: one.file_name }) : t("imports.result")}
      </Title>
      {isBusy(one) && <Working one={one} />}
      {stopped && <Alert color={one.state === "failed" ? "brick" : "saffron"}>{t(`imports.state.${one.state}`)}. {t("imports.cancelHint")}</Alert>}
      {!isBusy(one) && <ImportCounts one={one} />}
      <Group justify="space-between">
        {isBusy(one) && canMarket && (
          <Button variant="default" loading={busy} title={t("imports.cancelHint")} onClick={() => void act(() => actions.cancel(one.id))}>
            {t("imports.cancel")}
          </Button>
        )}
        {one.resumable && canMarket && (
          <Button loading={busy} onClick={() => void act(() => actions.resume(one.id))}>
            {t("imports.resume")}
          </Button>
        )}
        {one.state === "done" && (
          <>
            <ButtonLink to="/imports/new" variant="default">
              {t("imports.another")}
            </ButtonLink>
            {changesFigures(one) && <ButtonLink to="/portfolio/runs">{t("imports.then")}</ButtonLink>}
          </>
        )}
      </Group>
    </Stack>
  );
}

function Working({ one }: { one: Import }) {
  const { t } = useTranslation();
  const { progress_total: total, progress_done: done } = one;
  return (
    <div>
      <Progress value={total > 0 ? (100 * done) / total : 100} animated={total === 0} striped={total === 0} size="lg" aria-label={one.file_name} />
      <Text fz="sm" c="dimmed" mt={6} className="tabular">
        {total > 0 && t("shell.jobs.progress", { done, total })}
      </Text>
      <Text fz="sm" c="dimmed">
        {t("imports.startHint")}
      </Text>
    </div>
  );
}
