import { Button, Group, Select, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { MakeSegment } from "@/entities/make-segment";
import { useCan } from "@/entities/me";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/section";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useSelection } from "@/ui/table/selection";
import { useAct } from "@/ui/use-submit";
import { AnswerDialog } from "./answer-dialog";
import { questions, type MatrixSearch, type Question } from "./matrix-search";
import { mostPicked, useGuardActions, useUnverified, type ClientRow } from "./queries";

type Props = { search: MatrixSearch; onSearch: (change: Partial<MatrixSearch>) => void };

/** Clients that nobody may call low priority yet, and the three questions to answer, for one or for many. */
export function VerifyList({ search, onSearch }: Props) {
  const { t } = useTranslation();
  const data = useUnverified(search);
  const actions = useGuardActions();
  const canMarket = useCan("market");
  const { act, busy } = useAct();
  const { selection, count, ids, clear } = useSelection();
  const [asked, setAsked] = useState<readonly ClientRow[] | null>(null);
  const [seen, setSeen] = useState<ReadonlyMap<string, ClientRow>>(() => new Map());
  const columns = useColumns(canMarket ? (row) => setAsked([row]) : undefined);
  const known = useMemo(() => new Map([...seen, ...data.rows.map((row) => [row.id, row] as const)]), [seen, data.rows]);
  const total = data.total ?? 0;
  const every = Math.min(total, mostPicked);
  const pickAll = () =>
    act(async () => {
      const rows = await actions.all(search);
      setSeen(new Map(rows.map((row) => [row.id, row])));
      selection.onPick(rows.map((row) => row.id), true);
    });
  return (
    <Section
      title={t("matrix.verify.title", { count: total })}
      hint={t("matrix.verify.hint")}
      actions={
        <Select
          size="xs"
          w={250}
          aria-label={t("matrix.verify.openQuestion")}
          allowDeselect={false}
          value={search.open ?? ""}
          onChange={(value) => {
            clear();
            onSearch({ open: (value || undefined) as Question | undefined });
          }}
          data={[{ value: "", label: t("matrix.verify.anyQuestion") }, ...questions.map((value) => ({ value, label: t(`charts.guard.${value}`) }))]}
        />
      }
    >
      {count > 0 && (
        <Group gap="sm" mb="sm" p="xs" px="md" style={{ background: "var(--surface-sunk)", borderRadius: 10 }}>
          <Text fz="sm" fw={600} aria-live="polite">
            {t("list.selected", { count })}
          </Text>
          <Button size="compact-sm" onClick={() => setAsked(ids.flatMap((id) => known.get(id) ?? []))}>
            {t("matrix.verify.answerFor", { count })}
          </Button>
          {count < every && (
            <Button size="compact-sm" variant="light" loading={busy} onClick={() => void pickAll()}>
              {t(every < total ? "matrix.verify.pickFirst" : "matrix.verify.pickAll", { count: every })}
            </Button>
          )}
          <MakeSegment clientIds={ids} onDone={clear} />
          <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
            {t("list.unselect")}
          </Button>
        </Group>
      )}
      <DataTable
        plain
        label={t("matrix.verify.table")}
        columns={columns}
        data={data}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        sort={search.sort ?? "-potential"}
        onSort={(sort) => onSearch({ sort: sort as MatrixSearch["sort"] })}
        selection={canMarket ? selection : undefined}
        empty={<EmptyState compact icon={<IconShieldCheck size={32} stroke={1.5} aria-hidden />} title={t("matrix.verify.none")} body={t(search.open ? "matrix.verify.noneOpen" : "matrix.verify.noneBody")} />}
      />
      <AnswerDialog
        clients={asked}
        onClose={() => setAsked(null)}
        onDone={() => {
          setAsked(null);
          clear();
        }}
      />
    </Section>
  );
}

function useColumns(onAnswer: ((row: ClientRow) => void) | undefined): Column<ClientRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: "name",
      title: t("charts.client"),
      sort: "name",
      cell: (row) => (
        <RecordLink to="/clients/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
          {row.name}
        </RecordLink>
      ),
    },
    { key: "revenue", title: t("clients.field.revenue"), figure: true, sort: "revenue", largestFirst: true, measure: "revenue", cell: (row) => <Money minor={row.figures?.revenue_minor} style="whole" /> },
    { key: "potential", title: t("charts.matrix.potential"), figure: true, sort: "potential", largestFirst: true, phone: true, measure: "potential", cell: (row) => <Money minor={row.figures?.potential_minor} style="whole" /> },
    { key: "last_order", title: t("clients.field.lastOrder"), figure: true, sort: "last_order", largestFirst: true, cell: (row) => format.day(row.figures?.last_order_day) },
    { key: "open", title: t("matrix.verify.open"), phone: true, measure: "guards", cell: (row) => <OpenQuestions row={row} /> },
    ...(onAnswer
      ? [
          {
            key: "answer",
            title: "",
            phone: true,
            cell: (row: ClientRow) => (
              <Button size="compact-xs" variant="light" mih={24} onClick={() => onAnswer(row)} aria-label={`${t("matrix.verify.answer")}: ${row.name}`}>
                {t("matrix.verify.answer")}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

/** The questions that nobody has answered for a client. */
function OpenQuestions({ row }: { row: ClientRow }) {
  const { t } = useTranslation();
  const open = questions.filter((question) => (row.figures?.guards?.[question] ?? "unanswered") === "unanswered");
  return (
    <Group gap={4} wrap="nowrap">
      {open.map((question) => (
        <StateBadge key={question} tone="warm">
          {t(`matrix.question.short.${question}`)}
        </StateBadge>
      ))}
    </Group>
  );
}
