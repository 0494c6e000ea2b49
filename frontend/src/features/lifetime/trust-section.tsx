import { SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { HoldoutPlot, holdoutTable } from "@/ui/chart/holdout-plot";
import { TrackingPlot, trackingTable } from "@/ui/chart/tracking-plot";
import { useLook } from "@/ui/chart/use-look";
import { Figure, FigureStrip } from "@/ui/figure";
import { Section } from "@/ui/section";
import type { Holdout, Lifetime } from "./queries";

const trustTone = { good: "good", fair: "warm", poor: "bad", too_few: "plain" } as const;

/** How far the forecast can be trusted: it was asked about orders that it had not seen. */
export function TrustSection({ lifetime }: { lifetime: Lifetime }) {
  const { t } = useTranslation();
  const { holdout } = lifetime;
  if (!holdout) {
    return (
      <Section title={t("lifetime.trust.title")}>
        <Text fz="sm" maw={760}>
          {t(`lifetime.trust.none.${lifetime.holdout_reason ?? "no_history"}`)}
        </Text>
      </Section>
    );
  }
  return (
    <Section title={t("lifetime.trust.title")} actions={<StateBadge tone={trustTone[holdout.trust]}>{t(`lifetime.trust.word.${holdout.trust}`)}</StateBadge>}>
      <Stack gap="md">
        <Verdict holdout={holdout} />
        <Errors holdout={holdout} updated={lifetime.run.as_of} />
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <TrackingCard holdout={holdout} />
          <RepeatsCard holdout={holdout} />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

/** The verdict in a few words, beside the forecast. */
export function TrustBrief({ holdout }: { holdout: Holdout }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("lifetime.trust.brief")} actions={<StateBadge tone={trustTone[holdout.trust]}>{t(`lifetime.trust.word.${holdout.trust}`)}</StateBadge>}>
      <Text fz="sm">{t(`lifetime.trust.verdict.${holdout.trust}`)}</Text>
      <Text fz="sm" c="dimmed" mt={6} className="tabular">
        {t("lifetime.trust.short", { bias: format.change(holdout.bias), rank: format.number(holdout.rank_correlation, 2), count: holdout.days })}
      </Text>
    </Section>
  );
}

function Verdict({ holdout }: { holdout: Holdout }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text fz="sm" maw={860}>
      {t("lifetime.trust.asked", { model: t(`lifetime.models.${holdout.model as "bgnbd"}`, { defaultValue: holdout.model }), day: format.day(holdout.calibration_end, "long"), count: holdout.days, predicted: format.number(holdout.predicted), actual: format.number(holdout.actual) })}{" "}
      <strong>{t(`lifetime.trust.verdict.${holdout.trust}`)}</strong>
    </Text>
  );
}

function Errors({ holdout, updated }: { holdout: Holdout; updated: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = format.day(updated, "long");
  return (
    <FigureStrip>
      <Figure small label={t("lifetime.trust.bias")} measure="bias" updated={day} value={format.change(holdout.bias)} foot={holdout.bias === null ? t("lifetime.trust.noBias") : t(holdout.bias > 0 ? "lifetime.trust.tooMuch" : "lifetime.trust.tooLittle")} />
      <Figure small label={t("lifetime.trust.mae")} measure="mae" updated={day} value={format.number(holdout.mae, 2)} foot={t("lifetime.trust.rmse", { value: format.number(holdout.rmse, 2) })} />
      <Figure small label={t("lifetime.trust.rank")} measure="rankCorrelation" updated={day} value={format.number(holdout.rank_correlation, 2)} foot={t(holdout.rank_correlation >= 0.3 ? "lifetime.trust.rankUseful" : "lifetime.trust.rankWeak")} />
      <Figure small label={t("lifetime.trust.checked")} value={format.number(holdout.clients)} foot={t("lifetime.trust.days", { count: holdout.days })} />
    </FigureStrip>
  );
}

function TrackingCard({ holdout }: { holdout: Holdout }) {
  const { t } = useTranslation();
  const look = useLook();
  const [show, setShow] = useState<"week" | "cumulated">("cumulated");
  const weeks = holdout.tracking.map((one) => ({ day: one.day, predicted: one.predicted, actual: one.actual, predictedCumulated: one.predicted_cumulated, actualCumulated: one.actual_cumulated }));
  const title = t("lifetime.tracking.title", { predicted: look.format.number(holdout.predicted), actual: look.format.number(holdout.actual) });
  return (
    <ChartCard
      title={title}
      subtitle={t("lifetime.tracking.subtitle")}
      name="lifetime-tracking"
      measure="bias"
      legend={[
        { label: t("charts.lifetime.actual"), color: look.palette.brand, line: true },
        { label: t("charts.lifetime.predicted"), color: look.palette.accent, line: true },
      ]}
      table={trackingTable(weeks, look)}
    >
      {(chart) => (
        <>
          <SegmentedControl
            size="xs"
            style={{ alignSelf: "flex-start" }}
            aria-label={t("lifetime.tracking.show")}
            value={show}
            onChange={(value) => setShow(value as "week")}
            data={[
              { value: "cumulated", label: t("charts.cumulated") },
              { value: "week", label: t("lifetime.tracking.weekly") },
            ]}
          />
          <TrackingPlot chart={chart} weeks={weeks} calibrationEnd={holdout.calibration_end} show={show} label={title} />
        </>
      )}
    </ChartCard>
  );
}

function RepeatsCard({ holdout }: { holdout: Holdout }) {
  const { t } = useTranslation();
  const look = useLook();
  const groups = holdout.by_repeats.map((one) => ({ repeats: one.repeats, more: one.more, clients: one.clients, predicted: one.predicted, actual: one.actual }));
  const title = t("lifetime.repeats.title");
  return (
    <ChartCard
      title={title}
      subtitle={t("lifetime.repeats.subtitle")}
      name="lifetime-by-repeats"
      measure="mae"
      legend={[
        { label: t("charts.lifetime.actual"), color: look.palette.ramp[3] ?? look.palette.brand },
        { label: t("charts.lifetime.predicted"), color: look.palette.accent, line: true },
      ]}
      table={holdoutTable(groups, look)}
    >
      {(chart) => <HoldoutPlot chart={chart} groups={groups} label={title} height={310} />}
    </ChartCard>
  );
}
