import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import classes from "./learning.module.css";
import type { Arm, Report } from "./queries";
import { useReward } from "./reward-words";

/** What is believed of each offer: its mean reward with the interval drawn, how often it was shown. */
export function ArmTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reward = useReward(report);
  const say = (row: Arm) => `${reward(row.posterior.estimate)} (${reward(row.posterior.low)} – ${reward(row.posterior.high)})`;
  const top = Math.max(...report.arms.map((arm) => arm.posterior.high), 1e-12);
  const place = (value: number) => `${Math.max(0, Math.min(1, value / top)) * 100}%`;
  const columns: Column<Arm>[] = [
    { key: "offer", title: t("decisions.offer"), cell: (row) => <RecordLink to="/offers/$id" params={{ id: row.offer_id }} search={{ tab: "results" }} fz="inherit">{row.offer_name}</RecordLink> },
    {
      key: "belief",
      title: t("learning.arms.belief"),
      cell: (row) => (
        <span className={classes.belief} role="img" aria-label={say(row)}>
          <i className={classes.span} style={{ left: place(row.posterior.low), width: `calc(${place(row.posterior.high)} - ${place(row.posterior.low)})` }} />
          <i className={classes.dot} style={{ left: place(row.posterior.estimate) }} />
        </span>
      ),
    },
    { key: "mean", title: t(`learning.rate.${report.reward}`), figure: true, cell: say },
    { key: "share", title: t("learning.arms.share"), figure: true, cell: (row) => format.share(row.share, 1) },
    { key: "shown", title: t("learning.arms.shown"), figure: true, cell: (row) => format.number(row.impressions) },
    { key: "rewards", title: t(`learning.answers.${report.reward}`), figure: true, cell: (row) => format.number(row.rewards) },
  ];
  return <SimpleTable label={t("learning.arms.title")} columns={columns} rows={report.arms} rowId={(row) => row.offer_id} />;
}
