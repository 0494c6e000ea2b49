import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useDecisionHistory, useGuardHistory } from "./queries";

/** Every answer that people gave to a client's guards, newest first. */
export function GuardHistory({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useGuardHistory(id, true)} skeleton={<PlotSkeleton height={90} />} compact>
      {(answers) =>
        answers.items.length === 0 ? (
          <Nothing />
        ) : (
          <SimpleTable
            label={t("clientCard.guards.history")}
            rows={answers.items}
            rowId={(row) => row.id}
            columns={[
              { key: "at", title: t("clientCard.when"), cell: (row) => format.instant(row.answered_at) },
              { key: "guard", title: t("clientCard.guards.title"), cell: (row) => t(`matrix.question.short.${row.guard}`) },
              { key: "answer", title: t("clientCard.guards.answer"), cell: (row) => t(`clientCard.guards.${row.answer}`) },
              { key: "who", title: t("clientCard.who"), cell: (row) => row.answered_by?.name || "–" },
              { key: "reason", title: t("clientCard.reason"), cell: (row) => row.reason },
              {
                key: "until",
                title: t("clientCard.expires"),
                cell: (row) =>
                  row.withdrawn_at
                    ? t("clientCard.guards.withdrawnBy", { name: row.withdrawn_by?.name || "–", day: format.instant(row.withdrawn_at), reason: row.withdrawn_reason })
                    : `${format.day(row.expires_day)} · ${t(row.stands ? "clientCard.guards.stands" : "clientCard.guards.expired")}`,
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}

/** Every decision that people took about a client, newest first. */
export function DecisionHistory({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useDecisionHistory(id, true)} skeleton={<PlotSkeleton height={90} />} compact>
      {(decisions) =>
        decisions.items.length === 0 ? (
          <Nothing />
        ) : (
          <SimpleTable
            label={t("clientCard.relationship.history")}
            rows={decisions.items}
            rowId={(row) => row.id}
            columns={[
              { key: "at", title: t("clientCard.when"), cell: (row) => format.instant(row.decided_at) },
              { key: "decision", title: t("consents.decision"), cell: (row) => t(`clientCard.relationship.decision.${row.decision}`) },
              { key: "who", title: t("clientCard.who"), cell: (row) => row.decided_by?.name || "–" },
              { key: "reason", title: t("clientCard.reason"), cell: (row) => row.reason },
              { key: "until", title: t("clientCard.expires"), cell: (row) => format.day(row.expires_day) },
            ]}
          />
        )
      }
    </Loaded>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <Text fz="sm" c="dimmed" mt="xs">
      {t("state.nothing")}
    </Text>
  );
}
