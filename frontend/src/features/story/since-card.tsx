import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMigration } from "@/entities/migration-card";
import { useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import type { MigrationMeasure } from "@/lib/migration-search";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import classes from "./since-card.module.css";

const followed: readonly MigrationMeasure[] = ["abc", "rfm_group", "quadrant", "relationship", "life_stage"];

function useMoves(measure: MigrationMeasure) {
  const { run, division_id } = useReportSearch();
  return useMigration({ measure, division_id, to_run: run });
}

/** Who changed class since the run before, classification by classification. */
export function SinceCard() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useMoves("abc")} skeleton={<PlotSkeleton height={260} />} compact>
      {(report) => (
        <Section
          title={t("story.since")}
          hint={report ? t("story.sinceHint", { from: report.from.number, fromDay: format.day(report.from.as_of), to: report.to.number, toDay: format.day(report.to.as_of) }) : t("story.sinceNone")}
        >
          {report && (
            <ul className={classes.list}>
              {followed.map((measure) => (
                <MoveLine key={measure} measure={measure} />
              ))}
            </ul>
          )}
        </Section>
      )}
    </Loaded>
  );
}

function MoveLine({ measure }: { measure: MigrationMeasure }) {
  const { t } = useTranslation();
  const { division_id } = useReportSearch();
  const report = useMoves(measure).data;
  if (!report) return null;
  const all = report.up + report.down + report.stayed || 1;
  const part = (clients: number) => ({ width: `${(100 * clients) / all}%` });
  return (
    <li>
      <Link to="/portfolio/rfm" search={{ measure, division_id, to_run: report.to.id }} hash="moves" className={classes.line}>
        <Text fz="sm" fw={500}>
          {t(`portfolioCards.migration.measures.${measure}`)}
        </Text>
        <span className={classes.bar} aria-hidden>
          <span className={classes.half}>
            <i className={classes.down} style={part(report.down)} />
          </span>
          <span className={classes.half}>
            <i className={classes.up} style={part(report.up)} />
          </span>
        </span>
        <span className={classes.figures}>
          {t("runSettings.preview.up", { count: report.up })} · {t("runSettings.preview.down", { count: report.down })}
        </span>
      </Link>
    </li>
  );
}
