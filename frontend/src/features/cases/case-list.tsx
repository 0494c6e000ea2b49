import { Button } from "@mantine/core";
import { IconLifebuoy, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClientFilter } from "@/entities/client-filter";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { caseTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { CaseForm, kinds, severities } from "./case-form";
import { CasePreview, CaseStateBadge } from "./case-preview";
import { outcomes } from "./case-state-form";
import { useCases, type Case } from "./queries";

const route = getRouteApi("/signed/cases");
const states = ["open", "waiting", "solved", "closed"] as const;

/** Complaints and after-sales requests. */
export function CaseListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canSell = useCan("sell");
  const [adding, setAdding] = useState(false);
  const columns = useMemo<Column<Case>[]>(
    () => [
      { key: "subject", title: t("cases.field.subject"), fixed: true, cell: (row) => <span style={{ fontWeight: 500 }}>{row.subject}</span>, text: (row) => row.subject },
      { key: "client", title: t("cases.field.client"), phone: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "kind", title: t("cases.field.kind"), cell: (row) => t(`cases.kind.${row.kind}`), text: (row) => row.kind },
      { key: "severity", title: t("cases.field.severity"), phone: true, cell: (row) => <StateBadge tone={caseTone(row.severity)}>{t(`cases.severity.${row.severity}`)}</StateBadge>, text: (row) => row.severity },
      { key: "state", title: t("cases.field.state"), phone: true, cell: (row) => <CaseStateBadge one={row} />, text: (row) => row.state },
      { key: "satisfaction", title: t("cases.field.satisfaction"), figure: true, cell: (row) => (row.satisfaction === null ? "–" : t("cases.mark", { mark: row.satisfaction })), text: (row) => String(row.satisfaction ?? "") },
      { key: "opened_at", title: t("cases.field.opened"), figure: true, sort: "opened_at", largestFirst: true, cell: (row) => format.instant(row.opened_at), text: (row) => row.opened_at },
      { key: "due_at", title: t("cases.field.due"), figure: true, sort: "due_at", cell: (row) => format.instant(row.due_at), text: (row) => row.due_at ?? "" },
    ],
    [t, format],
  );
  const byClient = useClientFilter(search.client_id);
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("cases.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="cases"
        title={t("cases.title")}
        actions={add}
        columns={columns}
        filters={[
          byClient,
          { key: "state", label: t("cases.field.state"), options: states.map((value) => ({ value, label: t(`cases.state.${value}`) })) },
          { key: "severity", label: t("cases.field.severity"), options: severities.map((value) => ({ value, label: t(`cases.severity.${value}`) })) },
          { key: "kind", label: t("cases.field.kind"), options: kinds.map((value) => ({ value, label: t(`cases.kind.${value}`) })) },
          { key: "outcome", label: t("cases.field.outcome"), options: outcomes.map((value) => ({ value, label: t(`cases.outcome.${value}`) })) },
          { key: "late", label: t("cases.field.late"), single: true, options: [{ value: "true", label: t("state.yes") }] },
        ]}
        searchWords={t("cases.searchWords")}
        data={useCases(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.subject}
        preview={(row) => <CasePreview key={row.id} one={row} />}
        empty={<EmptyState icon={<IconLifebuoy size={36} stroke={1.5} aria-hidden />} title={t("cases.empty.title")} body={t("cases.empty.body")} action={add} />}
      />
      <CaseForm opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}
