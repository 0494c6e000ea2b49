import { IconChevronRight, IconHeartHandshake, IconMoodSad, IconSparkles } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Portfolio } from "@/entities/portfolio";
import { useFormat } from "@/i18n/use-format";
import { Section } from "@/ui/section";
import classes from "./home.module.css";

const lines = [
  { group: "cannot_lose", text: "home.cannotLose", icon: IconMoodSad },
  { group: "at_risk", text: "home.atRisk", icon: IconHeartHandshake },
  { group: "new", text: "home.promising", icon: IconSparkles },
] as const;

/** What to do now: each line is a list of clients one press away. */
export function TodoList({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rfm } = portfolio;
        const shown = lines.flatMap((line) => {
          const group = rfm.groups.find((one) => one.group === line.group);
          return group && group.clients > 0 ? [{ ...line, group }] : [];
        });
        return (
          <Section title={t("home.todo")} hint={shown.length === 0 ? t("home.todoNone") : undefined}>
            <ul className={classes.list}>
              {shown.map((line) => (
                <li key={line.group.group}>
                  <Link to="/clients" search={{ rfm_group: line.group.group, sort: "-revenue" }} className={classes.line}>
                    <line.icon size={20} stroke={1.7} aria-hidden />
                    <span className={classes.words}>{t(line.text, { count: line.group.clients })}</span>
                    <span className={classes.worth}>{t("home.worth", { amount: format.money(line.group.value_minor, "short") })}</span>
                    <IconChevronRight size={16} aria-hidden />
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        );
}
