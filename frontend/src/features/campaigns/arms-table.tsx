import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { usePalette } from "@/ui/chart/use-palette";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import type { CampaignResults } from "./queries";

/** Those who received the message beside those who did not. */
export function ArmsTable({ result }: { result: CampaignResults }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const arms = [
    { key: "treated" as const, ...result.treated, color: palette.treated },
    { key: "control" as const, ...result.control, color: palette.control },
  ];
  return (
    <Section title={t("campaigns.result.title")}>
      <SimpleTable
        label={t("campaigns.result.title")}
        rows={arms}
        rowId={(row) => row.key}
        columns={[
          {
            key: "arm",
            title: t("campaigns.result.arm"),
            cell: (row) => (
              <span>
                <i aria-hidden style={{ display: "inline-block", width: 10, height: 10, borderRadius: 3, background: row.color, marginRight: 8 }} />
                <RecordLink to="." search={{ tab: "members", arm: row.key } as never} fz="inherit">
                  {t(`campaigns.result.${row.key}`)}
                </RecordLink>
              </span>
            ),
          },
          { key: "clients", title: t("campaigns.result.clients"), figure: true, cell: (row) => format.number(row.clients) },
          { key: "buyers", title: t("campaigns.result.buyers"), figure: true, cell: (row) => format.number(row.buyers) },
          { key: "conversion", title: t("campaigns.result.conversion"), figure: true, cell: (row) => format.share(row.conversion, 1) },
          { key: "orders", title: t("campaigns.result.ordersAll"), figure: true, cell: (row) => format.number(row.orders) },
          { key: "amount", title: t("campaigns.result.amount"), figure: true, cell: (row) => format.money(row.revenue_minor) },
          { key: "per", title: t("campaigns.result.perClient"), figure: true, cell: (row) => format.money(row.revenue_per_client_minor) },
        ]}
      />
    </Section>
  );
}
