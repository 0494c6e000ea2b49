import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge } from "@/entities/class-badge";
import { ClientLink } from "@/entities/client-link";
import { Money } from "@/entities/money";
import { useFormat } from "@/i18n/use-format";
import { Facts } from "@/ui/facts";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import type { ClientCard } from "./queries";

/** A group of companies as its head's page shows it: the sums, and the largest companies. */
export function CompanyGroup({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const group = card.group;
  if (!group) return null;
  return (
    <Section title={t("clientCard.group.title")} hint={t("clientCard.group.hint", { count: group.companies })}>
      <Facts
        facts={[
          { label: t("clientCard.group.revenue"), value: format.money(group.revenue_minor, "whole") },
          { label: t("clientCard.group.margin"), value: format.money(group.margin_minor, "whole") },
          { label: t("clientCard.group.predicted"), value: format.money(group.predicted_minor, "whole") },
          { label: t("clientCard.group.last"), value: format.day(group.last_order_day) },
        ]}
      />
      <SimpleTable
        label={t("clientCard.group.more", { count: group.companies })}
        rows={group.members}
        rowId={(row) => row.client.id}
        columns={[
          { key: "name", title: t("clientCard.group.company"), cell: (row) => <ClientLink id={row.client.id} name={row.client.name} /> },
          { key: "abc", title: t("clients.field.abc"), measure: "abc", cell: (row) => <AbcBadge abc={row.figures?.abc} /> },
          { key: "relationship", title: t("clients.field.relationship"), cell: (row) => <ClassBadge measure="relationship" name={row.figures?.relationship} /> },
          { key: "revenue", title: t("clientCard.group.revenue"), figure: true, cell: (row) => <Money minor={row.figures?.revenue_minor} style="whole" /> },
          { key: "predicted", title: t("clientCard.group.predicted"), figure: true, cell: (row) => <Money minor={row.figures?.predicted_minor} style="whole" /> },
          { key: "last", title: t("clientCard.group.last"), figure: true, cell: (row) => format.day(row.figures?.last_order_day) },
        ]}
      />
    </Section>
  );
}
