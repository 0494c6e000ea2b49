import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import classes from "@/ui/page/page.module.css";
import { PlotSkeleton } from "@/ui/skeletons";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import { useCampaignOffers, type Campaign, type CampaignOffers } from "./queries";

/** Which offers the messages carried, and whom none was left for. */
export function CampaignOffersTab({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useCampaignOffers(campaign)} skeleton={<PlotSkeleton height={260} />}>
      {(report) =>
        report.items.length + report.skipped + report.without_offer === 0 ? (
          <div className="card">
            <EmptyState title={t("campaigns.carried.none")} body={t("campaigns.carried.noneBody")} />
          </div>
        ) : (
          <Carried report={report} />
        )
      }
    </Loaded>
  );
}

function Carried({ report }: { report: CampaignOffers }) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = report.items[0];
  return (
    <Stack gap="md">
      <Text className={classes.finding} component="p" m={0}>
        {first ? t("campaigns.carried.finding", { count: first.messages, messages: format.number(first.messages), offer: first.offer_name }) : t("campaigns.carried.findingNone")}
      </Text>
      <Section title={t("campaigns.carried.title")} hint={t("campaigns.carried.hint")}>
        <SimpleTable
          label={t("campaigns.carried.title")}
          rows={report.items}
          rowId={(row) => row.offer_id}
          columns={[
            {
              key: "offer",
              title: t("campaigns.field.offer"),
              cell: (row) => (
                <RecordLink to="/offers/$id" params={{ id: row.offer_id }} fz="inherit">
                  {row.offer_name}
                </RecordLink>
              ),
            },
            {
              key: "messages",
              title: t("campaigns.carried.messages"),
              figure: true,
              cell: (row) => (
                <RecordLink to="." search={{ tab: "members", offer_id: row.offer_id } as never} fz="inherit" aria-label={t("campaigns.carried.open", { count: row.messages, messages: format.number(row.messages), offer: row.offer_name })}>
                  {format.number(row.messages)}
                </RecordLink>
              ),
            },
            { key: "sent", title: t("campaigns.delivery.sent"), figure: true, cell: (row) => format.number(row.sent) },
            { key: "fallbacks", title: t("campaigns.carried.fallbacks"), figure: true, cell: (row) => format.number(row.fallbacks) },
            { key: "orders", title: t("campaigns.carried.orders"), measure: "attributed", figure: true, cell: (row) => format.number(row.orders) },
            { key: "amount", title: t("campaigns.result.amount"), measure: "attributed", figure: true, cell: (row) => format.money(row.revenue_minor) },
          ]}
        />
        {report.skipped > 0 && (
          <Text fz="sm" mt="sm">
            <RecordLink to="." search={{ tab: "members", state: "skipped" } as never} fz="inherit">
              {t("campaigns.carried.skipped", { count: report.skipped, clients: format.number(report.skipped) })}
            </RecordLink>
          </Text>
        )}
        {report.without_offer > 0 && (
          <Text fz="sm" mt="sm">
            {t("campaigns.carried.without", { count: report.without_offer, messages: format.number(report.without_offer) })}
          </Text>
        )}
      </Section>
    </Stack>
  );
}
