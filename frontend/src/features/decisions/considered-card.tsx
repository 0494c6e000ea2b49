import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { RuleWords } from "@/entities/rule-words";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { listOf } from "@/lib/list-data";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/section";
import type { Rule } from "@/ui/rule-editor/rule";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import classes from "./decisions.module.css";
import type { PlacementDecision } from "./queries";

type Row = NonNullable<PlacementDecision["considered"]>[number];

/** Every offer that was considered for a placement: the first rule that failed, how full its caps are, what its score is made of, its chance. */
export function ConsideredCard({ decision }: { decision: PlacementDecision }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = decision.considered ?? [];
  const columns: Column<Row>[] = [
    {
      key: "offer",
      title: t("decisions.offer"),
      fixed: true,
      cell: (row) => (
        <RecordLink to="/offers/$id" params={{ id: row.offer_id }} fz="inherit" fw={500}>
          {row.offer_name}
        </RecordLink>
      ),
    },
    { key: "rank", title: t("decisions.rankField"), figure: true, phone: true, cell: (row) => format.number(row.rank), text: (row) => String(row.rank ?? "") },
    { key: "eligible", title: t("decisions.eligible"), phone: true, cell: (row) => <StateBadge tone={row.eligible ? "good" : "plain"}>{row.eligible ? t("state.yes") : t("state.no")}</StateBadge> },
    { key: "reason", title: t("decisions.reason"), phone: true, cell: (row) => <Reason row={row} />, text: (row) => row.failed_rule },
    { key: "caps", title: t("decisions.caps"), phone: true, cell: (row) => <Caps row={row} />, text: (row) => (row.caps.length ? "+" : "") },
    { key: "score", title: t("decisions.score"), figure: true, phone: true, cell: (row) => <Score row={row} />, text: (row) => (row.eligible ? String(row.score) : "") },
    { key: "propensity", title: t("decisions.propensity"), figure: true, phone: true, cell: (row) => (row.propensity > 0 ? format.share(row.propensity, 1) : "–"), text: (row) => (row.propensity > 0 ? String(row.propensity) : "") },
  ];
  return (
    <Section title={t("decisions.consideredFor", { placement: decision.name })} hint={t("decisions.consideredHint")}>
      <DataTable plain label={t("decisions.consideredFor", { placement: decision.name })} columns={columns} data={listOf(rows)} rowId={(row) => row.offer_id} rowName={(row) => row.offer_name} empty={<EmptyState compact title={t("decisions.nothing")} />} />
    </Section>
  );
}

/** The first rule that failed, and the test of it that did. */
function Reason({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (!row.failed_rule) return <>–</>;
  return (
    <div className={classes.words}>
      {t(`decisions.rule.${row.failed_rule}`)}
      {row.failed_leaf && (
        <Text fz="xs" c="dimmed" component="div">
          <RuleWords rule={{ version: 1, root: row.failed_leaf.node } as unknown as Rule} otherwise={row.failed_leaf.words} />
        </Text>
      )}
    </div>
  );
}

/** How full each capping rule is, what recent propositions hold told apart. */
function Caps({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row.caps.length === 0) return <>–</>;
  const say = (cap: Row["caps"][number]) => t("decisions.cap", { counted: format.number(cap.counted + cap.reserved), limit: format.number(cap.limit), event: t(`caps.event.${cap.event}`), per: t(`caps.per.${cap.per}`) });
  const begun = row.caps.filter((cap) => cap.counted + cap.reserved > 0);
  return (
    <Stack gap={0} py={4}>
      {begun.map((cap, at) => (
        <span key={at}>
          {say(cap)}
          {cap.reserved > 0 && (
            <Text span fz="xs" c="dimmed">
              {" "}
              {t("decisions.reserved", { count: cap.reserved })}
            </Text>
          )}
        </span>
      ))}
      {begun.length < row.caps.length && (
        <Text span fz={begun.length ? "xs" : "inherit"} c="dimmed" title={row.caps.filter((cap) => !begun.includes(cap)).map(say).join("\n")}>
          {t(begun.length ? "decisions.othersEmpty" : "decisions.allEmpty", { count: row.caps.length - begun.length })}
        </Text>
      )}
    </Stack>
  );
}

/** The score, and under it the factors that moved it. */
function Score({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!row.eligible) return <>–</>;
  const { base, propensity, value, boost } = row.score_parts;
  const parts = [
    t("decisions.part.base", { factor: format.number(base, 2) }),
    ...(propensity === 1 ? [] : [t("decisions.part.propensity", { factor: format.number(propensity, 3) })]),
    ...(value === 1 ? [] : [t("decisions.part.value", { factor: format.number(value, 2) })]),
    ...(boost === 1 ? [] : [t("decisions.part.boost", { factor: format.number(boost, 2) })]),
  ];
  return (
    <div className={classes.words}>
      {format.number(row.score, 2)}
      {row.raised && (
        <Text span fz="xs" c="dimmed">
          {" "}
          {t("decisions.raised")}
        </Text>
      )}
      {base > 0 && parts.length > 1 && (
        <Text fz="xs" c="dimmed">
          {parts.join(" × ")}
        </Text>
      )}
    </div>
  );
}
