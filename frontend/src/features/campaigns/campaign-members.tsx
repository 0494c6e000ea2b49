import { Group, Pill, SegmentedControl, Stack } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useOfferChoices } from "@/entities/offer-choices";
import { useFormat } from "@/i18n/use-format";
import { nameIn } from "@/lib/name-in";
import { EmptyState } from "@/ui/empty-state";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useCampaignMembers, type CampaignMember } from "./queries";

const route = getRouteApi("/signed/campaigns/$id");

/** Who was assigned to which group, and what became of the message. */
export function CampaignMembers({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { arm, state, offer_id } = route.useSearch();
  const navigate = useNavigate();
  const columns = useMemo<Column<CampaignMember>[]>(
    () => [
      { key: "client", title: t("clients.field.name"), cell: (row) => <ClientLink id={row.client_id} name={row.client_name} /> },
      { key: "arm", title: t("campaigns.result.arm"), phone: true, cell: (row) => t(`campaigns.result.${row.arm}`) },
      { key: "state", title: t("campaigns.field.state"), phone: true, cell: (row) => (row.state ? t(`campaigns.delivery.${row.state}`) : "–") },
      { key: "sent", title: t("campaigns.field.sentAt"), figure: true, cell: (row) => format.instant(row.sent_at) },
      { key: "unsubscribed", title: t("campaigns.delivery.unsubscribed"), figure: true, cell: (row) => format.instant(row.unsubscribed_at) },
      { key: "detail", title: t("campaigns.field.detail"), phone: true, cell: (row) => (row.detail ? t(`campaigns.reason.${row.detail as "no_offer"}`, { defaultValue: row.detail }) : "") },
      { key: "offer", title: t("campaigns.field.offer"), cell: (row) => row.offer_name },
    ],
    [t, format],
  );
  const show = (search: { arm?: string; state?: string; offer_id?: string }) => void navigate({ to: ".", search: { tab: "members", ...search }, replace: true, resetScroll: false });
  const data = useCampaignMembers(id, { arm, state, offer_id });
  const offers = useOfferChoices();
  return (
    <Stack gap="sm">
      <SegmentedControl
        style={{ alignSelf: "flex-start" }}
        aria-label={t("campaigns.result.arm")}
        value={arm ?? "all"}
        onChange={(value) => show({ arm: value === "all" ? undefined : value, state, offer_id })}
        data={[
          { value: "all", label: t("state.any") },
          { value: "treated", label: t("campaigns.result.treated") },
          { value: "control", label: t("campaigns.result.control") },
        ]}
      />
      {(state || offer_id) && (
        <Group gap="xs">
          {state && (
            <Pill size="md" withRemoveButton removeButtonProps={{ "aria-label": t("action.clear"), "aria-hidden": false, tabIndex: 0 }} onRemove={() => show({ arm, offer_id })}>
              {t(`campaigns.delivery.${state as "skipped"}`, { defaultValue: state })}
            </Pill>
          )}
          {offer_id && (
            <Pill size="md" withRemoveButton removeButtonProps={{ "aria-label": t("action.clear"), "aria-hidden": false, tabIndex: 0 }} onRemove={() => show({ arm, state })}>
              {nameIn(offers, offer_id, t("campaigns.field.offer"))}
            </Pill>
          )}
        </Group>
      )}
      <DataTable
        label={t("campaigns.tab.members")}
        columns={columns}
        data={data}
        rowId={(row) => row.client_id}
        rowName={(row) => row.client_name}
        empty={<EmptyState title={t("segments.membersEmpty")} />}
      />
    </Stack>
  );
}
