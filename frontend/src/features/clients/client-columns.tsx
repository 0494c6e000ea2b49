import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge, RfmBadge, RfmScores } from "@/entities/class-badge";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import type { Column } from "@/ui/table/columns";
import type { ClientRow } from "./queries";

/** The columns of the clients list. */
export function useClientColumns(): Column<ClientRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("clients.field.name"),
        fixed: true,
        sort: "name",
        cell: (row) => (
          <RecordLink to="/clients/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {row.name}
          </RecordLink>
        ),
        text: (row) => row.name,
      },
      { key: "kind", title: t("clients.field.kind"), hidden: true, cell: (row) => t(`clients.kind.${row.kind as "b2c"}`), text: (row) => row.kind },
      { key: "city", title: t("clients.field.city"), phone: true, cell: (row) => row.city, text: (row) => row.city },
      { key: "abc", title: t("clients.field.abc"), phone: true, measure: "abc", cell: (row) => <AbcBadge abc={row.figures?.abc} />, text: (row) => row.figures?.abc ?? "" },
      { key: "rfm_group", title: t("clients.field.rfmGroup"), measure: "rfm", cell: (row) => <RfmBadge group={row.figures?.rfm_group} />, text: (row) => row.figures?.rfm_group ?? "" },
      {
        key: "quadrant",
        title: t("clients.field.quadrant"),
        measure: "quadrant",
        cell: (row) => <ClassBadge measure="quadrant" name={row.figures?.quadrant} />,
        text: (row) => row.figures?.quadrant ?? "",
      },
      {
        key: "relationship",
        title: t("clients.field.relationship"),
        hidden: true,
        measure: "relationship",
        cell: (row) => <ClassBadge measure="relationship" name={row.figures?.relationship} />,
        text: (row) => row.figures?.relationship ?? "",
      },
      {
        key: "life_stage",
        title: t("clients.field.lifeStage"),
        hidden: true,
        measure: "lifeStage",
        cell: (row) => <ClassBadge measure="life_stage" name={row.figures?.life_stage} />,
        text: (row) => row.figures?.life_stage ?? "",
      },
      { key: "trend", title: t("clients.field.trend"), hidden: true, measure: "trend", cell: (row) => <ClassBadge measure="trend" name={row.figures?.trend} />, text: (row) => row.figures?.trend ?? "" },
      { key: "category", title: t("clients.field.category"), hidden: true, measure: "frat", cell: (row) => row.figures?.frat_category?.name, text: (row) => row.figures?.frat_category?.name ?? "" },
      { key: "tier", title: t("clients.field.tier"), hidden: true, measure: "tiers", cell: (row) => row.figures?.tier, text: (row) => row.figures?.tier ?? "" },
      {
        key: "revenue",
        title: t("clients.field.revenue"),
        figure: true,
        sort: "revenue",
        largestFirst: true,
        phone: true,
        measure: "revenue",
        cell: (row) => <Money minor={row.figures?.revenue_minor} style="whole" />,
        text: (row) => format.money(row.figures?.revenue_minor),
      },
      {
        key: "margin",
        title: t("clients.field.margin"),
        figure: true,
        hidden: true,
        measure: "margin",
        cell: (row) => <Money minor={row.figures?.margin_minor} style="whole" />,
        text: (row) => format.money(row.figures?.margin_minor),
      },
      {
        key: "predicted",
        title: t("clients.field.predicted"),
        figure: true,
        sort: "predicted",
        largestFirst: true,
        measure: "predicted",
        cell: (row) => <Money minor={row.figures?.predicted_minor} style="whole" />,
        text: (row) => format.money(row.figures?.predicted_minor),
      },
      {
        key: "potential",
        title: t("clients.field.potential"),
        figure: true,
        hidden: true,
        sort: "potential",
        largestFirst: true,
        measure: "potential",
        cell: (row) => <Money minor={row.figures?.potential_minor} style="whole" />,
        text: (row) => format.money(row.figures?.potential_minor),
      },
      { key: "alive", title: t("clients.field.alive"), figure: true, hidden: true, sort: "alive", largestFirst: true, measure: "alive", cell: (row) => format.share(row.figures?.alive), text: (row) => String(row.figures?.alive ?? "") },
      { key: "due", title: t("clients.field.due"), figure: true, hidden: true, sort: "due", measure: "lifeStage", cell: (row) => format.day(row.figures?.due_day), text: (row) => row.figures?.due_day ?? "" },
      { key: "orders", title: t("clients.field.orders"), figure: true, hidden: true, cell: (row) => format.number(row.figures?.orders), text: (row) => String(row.figures?.orders ?? "") },
      { key: "last_order", title: t("clients.field.lastOrder"), figure: true, sort: "last_order", largestFirst: true, cell: (row) => format.day(row.figures?.last_order_day), text: (row) => row.figures?.last_order_day ?? "" },
      { key: "first_order", title: t("clients.field.firstOrder"), figure: true, hidden: true, cell: (row) => format.day(row.figures?.first_order_day), text: (row) => row.figures?.first_order_day ?? "" },
      { key: "scores", title: t("clients.field.scores"), hidden: true, cell: (row) => <RfmScores r={row.figures?.r ?? 0} f={row.figures?.f ?? 0} m={row.figures?.m ?? 0} />, text: (row) => (row.figures ? `${row.figures.r}${row.figures.f}${row.figures.m}` : "") },
      { key: "email", title: t("clients.field.email"), hidden: true, cell: (row) => row.email, text: (row) => row.email },
      { key: "phone", title: t("clients.field.phone"), hidden: true, cell: (row) => row.phone, text: (row) => row.phone },
      { key: "postcode", title: t("clients.field.postcode"), hidden: true, cell: (row) => row.postcode, text: (row) => row.postcode },
      { key: "country", title: t("clients.field.country"), hidden: true, cell: (row) => format.country(row.country), text: (row) => row.country },
      { key: "source", title: t("clients.field.source"), hidden: true, cell: (row) => row.source, text: (row) => row.source },
      { key: "reference", title: t("clients.field.reference"), hidden: true, cell: (row) => row.reference, text: (row) => row.reference ?? "" },
    ],
    [t, format],
  );
}
