import { Alert, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { LiftPlot } from "@/ui/chart/lift-plot";
import { usePalette } from "@/ui/chart/use-palette";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import classes from "@/ui/page/page.module.css";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useResults, type Campaign, type CampaignResult } from "./queries";

/** What the campaign brought beyond what would have come anyway. */
export function CampaignResults({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useResults(campaign.id)} skeleton={<PlotSkeleton height={420} />}>
      {(result) =>
        result.treated.clients === 0 ? (
          <div className="card">
            <EmptyState title={t("campaigns.result.none")} body={t("campaigns.result.noneBody")} />
          </div>
        ) : (
          <Result result={result} />
        )
      }
    </Loaded>
  );
}

function Result({ result }: { result: CampaignResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = result.total_lift_minor;
  const proven = total && (total.low > 0 || total.high < 0);
  const finding = proven ? (total.low > 0 ? t("campaigns.result.finding", { amount: format.money(total.estimate, "whole") }) : t("campaigns.result.findingBad")) : t("campaigns.result.findingNone");
  const open = new Date(`${result.window_until}T23:59:59`) > new Date();
  return (
    <Stack gap="md">
      <Text className={classes.finding} component="p" m={0}>
        {finding}
      </Text>
      {!result.enough && <Alert color="saffron">{t("campaigns.result.small")}</Alert>}
      {open && <Alert color="petrol">{t("campaigns.result.wait", { day: format.day(result.window_until, "long") })}</Alert>}
      <Lift result={result} />
      <Arms result={result} />
    </Stack>
  );
}

function Lift({ result }: { result: CampaignResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lift = result.revenue_lift;
  const intervals = useMemo(() => (lift ? [{ name: t("campaigns.result.revenue"), ...lift }] : []), [lift, t]);
  const names = useMemo(() => ({ estimate: t("campaigns.result.estimate"), interval: t("campaigns.result.interval") }), [t]);
  const text = useMemo(() => (value: number) => format.money(value), [format]);
  if (!lift) return null;
  const rows: [string, string, string][] = [[t("campaigns.result.revenue"), format.money(lift.estimate), `${format.money(lift.low)} … ${format.money(lift.high)}`]];
  const { conversion_lift: conversion, total_lift_minor: total } = result;
  if (conversion) rows.push([t("campaigns.result.conversion"), format.share(conversion.estimate, 2), `${format.share(conversion.low, 2)} … ${format.share(conversion.high, 2)}`]);
  if (total) rows.push([t("campaigns.result.total"), format.money(total.estimate, "whole"), `${format.money(total.low, "whole")} … ${format.money(total.high, "whole")}`]);
  return (
    <ChartCard
      title={t("campaigns.result.plot")}
      subtitle={t("campaigns.result.plotSubtitle")}
      name="campaign-lift"
      measure="lift"
      table={{
        columns: [{ title: "" }, { title: names.estimate, figure: true }, { title: names.interval, figure: true }],
        rows,
        csv: [["figure", "estimate", "interval"], ...rows],
      }}
    >
      {(chart) => <LiftPlot chart={chart} intervals={intervals} text={text} names={names} label={t("campaigns.result.plot")} />}
    </ChartCard>
  );
}

function Arms({ result }: { result: CampaignResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const arms = [
    { key: "treated" as const, ...result.treated, color: palette.treated },
    { key: "control" as const, ...result.control, color: palette.control },
  ];
  return (
    <Section title={t("campaigns.result.title")}>
      <SimpleTable
        label={t("campaigns.result.title")}
        rows={arms}
        rowId={(row) => row.key}
        columns={[
          {
            key: "arm",
            title: t("campaigns.result.arm"),
            cell: (row) => (
              <span>
                <i style={{ display: "inline-block", width: 10, height: 10, borderRadius: 3, background: row.color, marginRight: 8 }} />
                {t(`campaigns.result.${row.key}`)}
              </span>
            ),
          },
          { key: "clients", title: t("campaigns.result.clients"), figure: true, cell: (row) => format.number(row.clients) },
          { key: "reached", title: t("campaigns.result.reached"), figure: true, cell: (row) => format.number(row.reached) },
          { key: "buyers", title: t("campaigns.result.buyers"), figure: true, cell: (row) => format.number(row.buyers) },
          { key: "orders", title: t("campaigns.result.orders"), figure: true, cell: (row) => format.number(row.orders) },
          { key: "amount", title: t("campaigns.result.amount"), figure: true, cell: (row) => format.money(row.revenue_minor) },
          { key: "per", title: t("campaigns.result.perClient"), figure: true, cell: (row) => format.money(row.revenue_per_client_minor) },
        ]}
      />
    </Section>
  );
}
