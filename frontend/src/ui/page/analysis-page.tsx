import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { PageHead } from "./page-head";

type Props = {
  title: string;
  finding?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  figures?: ReactNode;
  plot: ReactNode;
  table?: ReactNode;
  settings?: ReactNode;
  /** What needs the whole width, below the settings. */
  below?: ReactNode;
};

/** An analysis: one sentence with the finding, the main plot, the table below, settings at the right. */
export function AnalysisPage({ title, finding, lead, actions, figures, plot, table, settings, below }: Props) {
  return (
    <div className={classes.page}>
      <PageHead title={title} lead={lead} actions={actions} />
      {finding && (
        <Text className={classes.finding} component="p" m={0}>
          {finding}
        </Text>
      )}
      {figures}
      <div className={`${classes.split} ${settings ? classes.withSide : ""}`}>
        <div className={classes.split}>
          {plot}
          {table}
        </div>
        {settings && <aside>{settings}</aside>}
      </div>
      {below}
    </div>
  );
}
