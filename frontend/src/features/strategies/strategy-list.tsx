import { Code } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { usePlacementChoices } from "@/entities/offer-choices";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { unread } from "@/lib/name-in";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useStrategies, type Strategy } from "./queries";

const route = getRouteApi("/signed/strategies");

/** How offers are chosen and ranked where they show. */
export function StrategyListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const ways = (row: Strategy) => row.stages.map((stage) => t(`strategies.ranking.${stage.ranking}`)).join(" → ");
  const placements = usePlacementChoices();
  const used = (row: Strategy) => (placements.isPending ? unread : (placements.data?.items ?? []).filter((one) => one.strategy_id === row.id).map((one) => one.name).join(", ") || t("strategies.unused"));
  const columns: Column<Strategy>[] = [
    { key: "name", title: t("strategies.field.name"), fixed: true, sort: "name", cell: (row) => <RecordLink to="/strategies/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">{row.name}</RecordLink>, text: (row) => row.name },
    { key: "code", title: t("strategies.field.code"), cell: (row) => <Code>{row.code}</Code>, text: (row) => row.code },
    { key: "stages", title: t("strategies.field.stages"), phone: true, cell: ways, text: ways },
    { key: "placements", title: t("strategies.field.placements"), phone: true, cell: used, text: used },
    { key: "holdout", title: t("strategies.field.holdout"), figure: true, phone: true, cell: (row) => format.share(row.holdout_bp / 10_000, 1), text: (row) => String(row.holdout_bp) },
  ];
  const add = canMarket && (
    <ButtonLink to="/strategies/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("strategies.add")}
    </ButtonLink>
  );
  return (
    <ListScreen
      id="strategies"
      title={t("strategies.title")}
      lead={t("strategies.lead")}
      actions={add}
      columns={columns}
      filters={[{ key: "state", label: t("clients.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) }]}
      searchWords={t("strategies.field.name")}
      data={useStrategies(search)}
      search={search}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      recordOf={(row) => ({ to: "/strategies/$id", params: { id: row.id } })}
      empty={<EmptyState icon={<IconRoute size={36} stroke={1.5} aria-hidden />} title={t("strategies.empty.title")} body={t("strategies.empty.body")} action={add} />}
    />
  );
}
