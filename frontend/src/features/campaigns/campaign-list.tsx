import { IconPlus, IconSend } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { campaignTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useCampaigns, type CampaignItem } from "./queries";

const route = getRouteApi("/signed/campaigns");
const states = ["draft", "scheduled", "sending", "paused", "sent", "cancelled", "archived"] as const;

/** All campaigns. */
export function CampaignListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const columns = useMemo<Column<CampaignItem>[]>(
    () => [
      {
        key: "name",
        title: t("campaigns.field.name"),
        fixed: true,
        sort: "name",
        cell: (row) => (
          <RecordLink to="/campaigns/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {row.name}
          </RecordLink>
        ),
        text: (row) => row.name,
      },
      { key: "state", title: t("campaigns.field.state"), phone: true, cell: (row) => <StateBadge tone={campaignTone(row.state)}>{t(`campaigns.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      { key: "objective", title: t("campaigns.field.objective"), cell: (row) => t(`campaigns.objective.${row.objective}`), text: (row) => row.objective },
      { key: "control", title: t("campaigns.field.control"), figure: true, cell: (row) => format.share(row.control_share, 1), text: (row) => String(row.control_share) },
      { key: "launched", title: t("campaigns.field.launched"), figure: true, phone: true, cell: (row) => format.instant(row.launched_at), text: (row) => row.launched_at ?? "" },
      { key: "updated", title: t("campaigns.field.updated"), figure: true, hidden: true, cell: (row) => format.instant(row.updated_at), text: (row) => row.updated_at },
    ],
    [t, format],
  );
  const add = canMarket && (
    <ButtonLink to="/campaigns/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("campaigns.add")}
    </ButtonLink>
  );
  return (
    <ListScreen
      id="campaigns"
      title={t("campaigns.title")}
      actions={add}
      columns={columns}
      filters={[{ key: "state", label: t("campaigns.field.state"), options: states.map((value) => ({ value, label: t(`campaigns.state.${value}`) })) }]}
      searchWords={t("campaigns.searchWords")}
      data={useCampaigns(search)}
      search={search}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      recordOf={(row) => ({ to: "/campaigns/$id", params: { id: row.id } })}
      empty={<EmptyState icon={<IconSend size={36} stroke={1.5} aria-hidden />} title={t("campaigns.empty.title")} body={t("campaigns.empty.body")} action={add} />}
    />
  );
}
