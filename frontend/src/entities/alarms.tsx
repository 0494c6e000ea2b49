import { IconAlertTriangle, IconChevronRight, IconFlame, IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import { useFormat } from "@/i18n/use-format";
import type { ReportSearch } from "@/lib/report-search";
import classes from "./alarms.module.css";

export type Alarm = Schemas["Alarm"];
export type AlarmReport = Schemas["AlarmReport"];

/** What calls for attention in a run; null before the first run. */
export function useAlarms(search: ReportSearch = {}) {
  return useReport("/portfolio/alarms", search);
}

const icons = { danger: IconFlame, warning: IconAlertTriangle, info: IconInfoCircle };

/** Alarms as sentences, the most severe first; each leads to its clients or to its screen. */
export function AlarmList({ alarms }: { alarms: readonly Alarm[] }) {
  const { t } = useTranslation();
  const words = useAlarmWords();
  return (
    <ul className={classes.list} aria-label={t("alarms.title")}>
      {alarms.map((alarm) => {
        const Icon = icons[alarm.severity];
        const { to, search } = targetOf(alarm);
        return (
          <li key={alarm.code}>
            <Link to={to} search={search as never} className={`${classes.alarm} ${classes[alarm.severity]}`}>
              <Icon size={19} stroke={1.8} aria-hidden />
              <span className={classes.severity}>{t(`alarms.severity.${alarm.severity}`)}</span>
              <span className={classes.words}>{words(alarm)}</span>
              <span className={classes.go}>
                {t(to === "/clients" ? "alarms.seeClients" : "alarms.seeScreen")}
                <IconChevronRight size={15} aria-hidden />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Where an alarm leads: addresses of screens have hyphens, and yes or no are not words there. */
export function targetOf({ target }: Pick<Alarm, "target">): { to: string; search: Record<string, string | boolean> } {
  const entries = Object.entries(target.query ?? {}).map(([key, value]) => [key, value === "true" ? true : value === "false" ? false : value] as const);
  return { to: target.path.replaceAll("_", "-"), search: Object.fromEntries(entries) };
}

function useAlarmWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ code, values }: Alarm) => {
    const count = values[code.startsWith("erosion") ? "months" : code === "stale_data" ? "days" : "clients"] ?? 0;
    return t(`alarms.${code}`, {
      ...values,
      count,
      share: format.share(values.share, 1),
      limit: format.share(values.limit),
      predicted: Math.round(values.predicted ?? 0),
      revenue: format.money(values.revenue_minor, "short"),
      predictedMoney: format.money(values.predicted_minor, "short"),
      gainedMoney: format.money(values.gained_minor, "short"),
      lostMoney: format.money(values.lost_minor, "short"),
    } as never) as unknown as string;
  };
}
