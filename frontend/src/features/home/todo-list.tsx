import { IconCalendarDue, IconChevronRight, IconHeartHandshake, IconMoodSad, IconMoodSmile, IconShieldQuestion, IconSparkles, type Icon } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAlarms } from "@/entities/alarms";
import type { Portfolio } from "@/entities/portfolio";
import { useFormat } from "@/i18n/use-format";
import { Section } from "@/ui/section";
import { FormSkeleton } from "@/ui/skeletons";
import classes from "./home.module.css";
import { monthOf } from "./month-of";
import { useClientCount } from "./queries";

type Line = { key: string; icon: Icon; words: string; worth?: string; to: string; search: Record<string, string | boolean | undefined> };

/** What to do now: each line is a list of clients one press away. */
export function TodoList({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const lines = useLines(portfolio);
  if (!lines) return <Section title={t("home.todo")}><FormSkeleton fields={3} /></Section>;
  return (
    <Section title={t("home.todo")} hint={lines.length === 0 ? t("home.todoNone") : undefined}>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.key}>
            <Link to={line.to} search={line.search as never} className={classes.line}>
              <line.icon size={20} stroke={1.7} aria-hidden />
              <span className={classes.words}>{line.words}</span>
              {line.worth && <span className={classes.worth}>{line.worth}</span>}
              <IconChevronRight size={16} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The lines that hold somebody; undefined while they are counted. */
function useLines(portfolio: Portfolio): Line[] | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const month = monthOf(portfolio.run.as_of);
  const due = useClientCount({ due_from: month.from, due_to: month.to });
  const unverified = useClientCount({ quadrant: "unverified" });
  const alarms = useAlarms();
  if (due.isPending || unverified.isPending || alarms.isPending) return undefined;
  const alarm = (code: string) => alarms.data?.alarms.find((one) => one.code === code)?.values;
  const worth = (minor: number | undefined) => t("home.worth", { amount: format.money(minor, "short") });
  const group = (name: string) => portfolio.rfm.groups.find((one) => one.group === name);
  const sleeping = alarm("best_sleeping");
  const leaving = alarm("satisfied_leaving");
  const late = alarm("renewals_late")?.clients ?? 0;
  const line = (count: number | undefined, made: (count: number) => Line) => (count ? [made(count)] : []);
  return [
    ...line(due.data, (count) => ({
      key: "renewals",
      icon: IconCalendarDue,
      words: t("home.renewals", { count }),
      worth: late > 0 ? t("home.renewalsWorth", { late: format.number(late) }) : undefined,
      to: "/clients",
      search: { due_from: month.from, due_to: month.to, sort: "due" },
    })),
    ...line(sleeping?.clients, (count) => ({ key: "sleeping", icon: IconMoodSad, words: t("home.sleeping", { count }), worth: worth(sleeping?.revenue_minor), to: "/clients", search: { abc: "A", rfm_group: "at_risk,cannot_lose", sort: "-revenue" } })),
    ...line(leaving?.clients, (count) => ({ key: "leaving", icon: IconMoodSmile, words: t("home.leaving", { count }), worth: t("home.leavingWorth"), to: "/clients", search: { satisfied_leaving: true, sort: "-revenue" } })),
    ...line(group("at_risk")?.clients, (count) => ({ key: "at_risk", icon: IconHeartHandshake, words: t("home.atRisk", { count }), worth: worth(group("at_risk")?.value_minor), to: "/clients", search: { rfm_group: "at_risk", sort: "-revenue" } })),
    ...line(unverified.data, (count) => ({ key: "unverified", icon: IconShieldQuestion, words: t("home.unverified", { count }), worth: t("home.unverifiedWorth"), to: "/portfolio/matrix", search: {} })),
    ...line(group("new")?.clients, (count) => ({ key: "new", icon: IconSparkles, words: t("home.promising", { count }), worth: worth(group("new")?.value_minor), to: "/clients", search: { rfm_group: "new", sort: "-revenue" } })),
  ];
}
