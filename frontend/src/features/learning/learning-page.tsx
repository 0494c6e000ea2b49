import { Alert, Button, Select, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useStrategyChoices } from "@/entities/offer-choices";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { RewardPlot } from "@/ui/chart/reward-plot";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { MeasureHelp } from "@/ui/measure-help";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { useAct } from "@/ui/use-submit";
import { ArmTable } from "./arm-table";
import { CellTable } from "./cell-table";
import { downloadLog, useLearningReport, type Policy, type Report } from "./queries";
import { usePerClient, useReward } from "./reward-words";

const route = getRouteApi("/signed/learning");

/** What a strategy has learned: what it believes of each offer, what it brings, and what other ways of choosing would have brought. */
export function LearningPage() {
  const { t } = useTranslation();
  const { strategy: asked } = route.useSearch();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const strategies = useStrategyChoices();
  const learned = (strategies.data?.items ?? []).filter((one) => one.stages.some((stage) => stage.ranking === "learned"));
  const id = asked ?? learned[0]?.id;
  const query = useLearningReport(id);
  return (
    <AnalysisPage
      title={t("learning.title")}
      lead={t("learning.lead")}
      actions={
        id && (
          <Button variant="default" loading={busy} leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void act(() => downloadLog(id))}>
            {t("learning.log")}
          </Button>
        )
      }
      finding={query.data ? <Finding report={query.data} /> : undefined}
      plot={
        <Stack gap="md">
          {learned.length > 0 && <Select maw={360} label={t("learning.strategy")} allowDeselect={false} value={id ?? null} onChange={(next) => void navigate({ to: "/learning", search: { strategy: next ?? undefined } })} data={learned.map((one) => ({ value: one.id, label: one.name }))} />}
          {!id && strategies.data ? (
            <div className="card">
              <EmptyState title={t("learning.none")} body={t("learning.noneBody")} />
            </div>
          ) : (
            <Loaded query={query} skeleton={<PlotSkeleton height={320} />}>
              {(report) => <Body report={report} />}
            </Loaded>
          )}
        </Stack>
      }
    />
  );
}

function Finding({ report }: { report: Report }) {
  const { t } = useTranslation();
  const reward = useReward(report);
  const per = usePerClient(report);
  const { gain } = report.holdout;
  if (report.impressions === 0) return <>{t("learning.finding.none")}</>;
  if (!gain) return <>{t("learning.finding.plain", { rate: t(`learning.rate.${report.reward}`), mean: reward(report.mean_reward) })}</>;
  if (gain.high < 0) return <>{t("learning.finding.loss", { gain: per.whole(-gain.estimate), low: per.bare(-gain.high), high: per.bare(-gain.low) })}</>;
  return <>{t(gain.low > 0 ? "learning.finding.gain" : "learning.finding.unproven", { gain: per.whole(gain.estimate), low: per.bare(gain.low), high: per.bare(gain.high) })}</>;
}

function Body({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reward = useReward(report);
  if (report.arms.length === 0) return <div className="card"><EmptyState title={t("learning.empty")} body={t("learning.emptyBody")} /></div>;
  const best = report.arms.reduce((top, arm) => (arm.posterior.low > top.posterior.low ? arm : top));
  const ahead = report.arms.every((arm) => arm === best || arm.posterior.high < best.posterior.low);
  const rate = t(`learning.rate.${report.reward}`);
  const title = t("learning.days.title", { rate, mean: reward(report.mean_reward) });
  return (
    <Stack gap="md">
      <Section title={ahead && report.arms.length > 1 ? t("learning.arms.best", { offer: best.offer_name, mean: reward(best.posterior.estimate) }) : t("learning.arms.title")} hint={t("learning.arms.hint")} actions={<MeasureHelp measure="posterior" />}>
        <ArmTable report={report} />
      </Section>
      {report.days.length > 1 && (
        <ChartCard
          title={title}
          subtitle={t("learning.days.hint")}
          name="learning"
          table={{
            columns: [{ title: t("learning.days.day") }, { title: t("learning.days.impressions"), figure: true }, { title: t(`learning.answers.${report.reward}`), figure: true }, { title: rate, figure: true }],
            rows: report.days.map((one) => [format.day(one.day), format.number(one.impressions), format.number(one.rewards), reward(one.mean_reward)]),
            csv: report.days.map((one) => [one.day, String(one.impressions), String(one.rewards), String(one.mean_reward ?? "")]),
          }}
        >
          {(chart) => <RewardPlot days={report.days.map((one) => ({ day: one.day, mean: one.mean_reward, shown: one.impressions }))} money={report.reward_unit === "money_minor"} label={title} name={rate} chart={chart} />}
        </ChartCard>
      )}
      <Policies report={report} />
      <Holdout report={report} />
      {report.cells.length > 0 && <CellTable report={report} />}
      <Text fz="sm" c="dimmed">
        {t("learning.read", { count: report.log.decisions_read, limit: format.number(report.log.limit) })} {report.log.lost > 0 ? t("learning.lost", { count: report.log.lost }) : t("learning.noneLost")} {report.model_at ? t("learning.model", { version: report.model_version, at: format.instant(report.model_at) }) : ""}
      </Text>
    </Stack>
  );
}

/** What other ways of choosing would have brought, with intervals, or why it cannot be said. */
function Policies({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reward = useReward(report);
  const span = (one: Policy["ips"]) => (one ? `${reward(one.estimate)} (${reward(one.low)} – ${reward(one.high)})` : "–");
  const columns: Column<Policy>[] = [
    { key: "policy", title: t("learning.policies.policy"), cell: (row) => t(`learning.policies.${row.policy}`) },
    { key: "ips", title: t("learning.policies.ips"), figure: true, measure: "ips", cell: (row) => span(row.ips) },
    { key: "snips", title: t("learning.policies.snips"), figure: true, measure: "snips", cell: (row) => span(row.snips) },
    { key: "dr", title: t("learning.policies.dr"), figure: true, measure: "doublyRobust", cell: (row) => span(row.doubly_robust) },
    { key: "ess", title: t("learning.policies.ess"), figure: true, measure: "effectiveSample", cell: (row) => format.number(Math.round(row.effective_sample)) },
    { key: "trust", title: t("learning.policies.trust"), cell: (row) => (row.refusals.length ? row.refusals.map((one) => t(`learning.refusal.${one as "other"}`, { defaultValue: t("learning.refusal.other") })).join(" ; ") : t("learning.policies.trusted")) },
  ];
  const logged = report.policies[0]?.logged;
  const refused = report.policies.every((one) => one.refusals.length > 0);
  const best = logged && !refused && report.policies.every((one) => one.refusals.length === 0 && one.doubly_robust !== null && one.doubly_robust.estimate < logged.estimate);
  return (
    <Section title={best ? t("learning.policies.best") : t("learning.policies.title")} hint={refused ? t("learning.policies.refused") : logged ? t("learning.policies.hint", { mean: span(logged) }) : undefined}>
      <SimpleTable label={t("learning.policies.title")} columns={columns} rows={report.policies} rowId={(row) => row.policy} />
    </Section>
  );
}

/** What the comparison must say beside its figures. */
const cautions = ["no_treated", "no_control", "too_few", "few_conversions", "sample_ratio", "no_variation"] as const;

function Holdout({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const per = usePerClient(report);
  const { holdout } = report;
  const said = cautions.filter((one) => holdout.statements.includes(one));
  if (holdout.share_bp === 0) {
    return (
      <Section title={t("learning.holdout.title")}>
        <Text c="dimmed">{t("learning.holdout.none")}</Text>
      </Section>
    );
  }
  const rows = [
    { key: "exposed", name: t("learning.holdout.exposed"), group: holdout.exposed },
    { key: "held", name: t("learning.holdout.held", { share: format.share(holdout.share_bp / 10_000, 1) }), group: holdout.held_out },
  ];
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "name", title: t("learning.holdout.group"), cell: (row) => row.name },
    { key: "clients", title: t("learning.holdout.clients"), figure: true, cell: (row) => format.number(row.group.clients) },
    { key: "answered", title: t("learning.holdout.answered"), figure: true, cell: (row) => format.number(row.group.answered) },
    { key: "mean", title: t("learning.holdout.mean"), figure: true, cell: (row) => per.whole(row.group.reward_per_client) },
  ];
  return (
    <Section title={t("learning.holdout.title")} actions={<MeasureHelp measure="lift" />}>
      <Stack gap="xs">
        <SimpleTable label={t("learning.holdout.title")} columns={columns} rows={rows} rowId={(row) => row.key} />
        {holdout.gain && (
          <Text fw={600}>{t("learning.holdout.gain", { gain: per.whole(holdout.gain.estimate), low: per.bare(holdout.gain.low), high: per.bare(holdout.gain.high) })}</Text>
        )}
        {said.length > 0 && <Alert color="saffron">{said.map((one) => t(`learning.statement.${one}`)).join(" ")}</Alert>}
        {!holdout.complete && (
          <Text fz="sm" c="dimmed">
            {t("learning.holdout.newest")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
