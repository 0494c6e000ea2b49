import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Crumb } from "@/ui/crumb";
import { Facts } from "@/ui/facts";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { RecordPage } from "@/ui/page/record-page";
import { Section } from "@/ui/section";
import { RecordSkeleton } from "@/ui/skeletons";
import { useRun, type Run } from "./queries";

const route = getRouteApi("/signed/portfolio/runs/$id");

/** One run: its date, settings and totals. */
export function RunPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useRun(id)} skeleton={<div style={{ padding: 28 }}><RecordSkeleton /></div>}>
      {(run) => <RunRecord run={run} />}
    </Loaded>
  );
}

function RunRecord({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <RecordPage
      title={t("runs.one", { number: run.number })}
      crumb={<Crumb to="/portfolio/runs">{t("runs.title")}</Crumb>}
      badges={<StateBadge tone={run.state === "failed" ? "bad" : run.state === "running" ? "warm" : "good"}>{t(`runs.state.${run.state as "done"}`, { defaultValue: run.state })}</StateBadge>}
      lead={`${t("runs.asOf")} ${format.day(run.as_of, "long")}`}
      figures={
        <FigureStrip>
          <Figure small label={t("runs.field.clients")} value={format.number(run.clients)} />
          <Figure small label={t("runs.field.active")} measure="active" value={format.number(run.active_clients)} />
          <Figure small label={t("runs.field.revenue")} measure="revenue" value={format.money(run.revenue_minor, "whole")} exact={format.money(run.revenue_minor)} />
          <Figure small label={t("runs.field.margin")} measure="margin" value={format.money(run.margin_minor, "whole")} exact={format.money(run.margin_minor)} />
          <Figure small label={t("runs.field.anonymous")} value={format.money(run.anonymous_revenue_minor, "whole")} exact={format.money(run.anonymous_revenue_minor)} />
        </FigureStrip>
      }
    >
      <Section title={t("runs.settings.title")} hint={t("runs.settings.lead")}>
        <Facts
          facts={[
            { label: t("runs.field.asOf"), value: format.day(run.as_of, "long") },
            { label: t("runs.field.window"), value: t("runs.months", { count: run.window_months }) },
            { label: t("runs.field.trigger"), value: t(`runs.trigger.${run.trigger as "manual"}`, { defaultValue: run.trigger }) },
            { label: t("runs.field.created"), value: format.instant(run.created_at) },
            { label: t("runs.field.finished"), value: format.instant(run.finished_at) },
          ]}
        />
      </Section>
    </RecordPage>
  );
}
