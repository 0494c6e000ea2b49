import { ActionIcon, Grid, Group, SegmentedControl, Select, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ReportExport } from "@/entities/report-export";
import { useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { CalendarPlot, calendarTable } from "@/ui/chart/calendar-plot";
import { ChartCard } from "@/ui/chart/chart-card";
import { useLook } from "@/ui/chart/use-look";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { monthOf } from "./months";
import { useRenewalDays, type LifeStageReport, type RenewalFilter } from "./queries";
import { RenewalList } from "./renewal-list";

/** Who is due in a month: a calendar, and the list behind it; a day of the calendar narrows the list. */
export function RenewalsCard({ report }: { report: LifeStageReport }) {
  const { t } = useTranslation();
  const [by, setBy] = useState(0);
  const [day, setDay] = useState<string>();
  const [category, setCategory] = useState<string | null>(null);
  const { month, from, to } = monthOf(report.run.as_of, by);
  const filter = { from, to, category_id: category ?? undefined };
  const listed: RenewalFilter = day ? { ...filter, from: day, to: day } : filter;
  const move = (step: number) => {
    setBy(by + step);
    setDay(undefined);
  };
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 5 }}>
      <Calendar
        month={month}
        filter={filter}
        onDay={setDay}
        tools={
          <>
            <ActionIcon size="md" aria-label={t("lifeStage.before")} onClick={() => move(-1)}>
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon size="md" aria-label={t("lifeStage.after")} onClick={() => move(1)}>
              <IconChevronRight size={18} aria-hidden />
            </ActionIcon>
          </>
        }
      />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
      <RenewalList
        filter={listed}
        day={day}
        onAllDays={() => setDay(undefined)}
        tools={
          <Group gap="xs">
            <Select
              size="xs"
              w={180}
              clearable
              aria-label={t("charts.norm.category")}
              placeholder={t("lifeStage.allCategories")}
              data={report.categories.flatMap((one) => (one.category ? [{ value: one.category.id, label: one.category.name }] : []))}
              value={category}
              onChange={setCategory}
            />
            <ReportExport table="renewals" more={listed} />
          </Group>
        }
      />
      </Grid.Col>
    </Grid>
  );
}

type CalendarProps = { month: string; filter: { from: string; to: string; category_id: string | undefined }; onDay: (day: string) => void; tools: React.ReactNode };

function Calendar({ month, filter, onDay, tools }: CalendarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const [show, setShow] = useState<"clients" | "value">("clients");
  const query = useRenewalDays(useReportSearch(), filter);
  const found = query.data;
  const days = (found?.days ?? []).map((one) => ({ day: one.day, clients: one.clients, value: one.value_minor, onOpen: () => onDay(one.day) }));
  const name = format.day(`${month}-01`, "month");
  const title = t("lifeStage.calendarTitle", { month: name });
  return (
    <ChartCard
      title={title}
      subtitle={t("lifeStage.calendarSubtitle")}
      name={`renewals-${month}`}
      measure="lifeStage"
      table={calendarTable(days, look)}
      tools={
        <Group gap={4}>
          <SegmentedControl
            size="xs"
            aria-label={t("retention.cell")}
            value={show}
            onChange={(value) => setShow(value as "clients" | "value")}
            data={[
              { value: "clients", label: t("charts.clients") },
              { value: "value", label: t("charts.value") },
            ]}
          />
          {tools}
        </Group>
      }
      foot={found && days.length === 0 && <Text fz="sm" c="dimmed">{t("lifeStage.noneDue", { month: name })}</Text>}
    >
      {(chart) => (
        <Loaded query={query} skeleton={<PlotSkeleton height={260} />} compact>
          {() => <CalendarPlot from={filter.from} to={filter.to} days={days} show={show} label={title} chart={chart} />}
        </Loaded>
      )}
    </ChartCard>
  );
}
