import { SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { Money } from "@/entities/money";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { useHiddenPotential, useMostExpected, type ClientRow } from "./queries";

/** Who is expected to bring most, and who could bring much more than today. */
export function ClientTables({ division }: { division: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client: Column<ClientRow> = { key: "client", title: t("charts.client"), cell: (row) => <div style={{ whiteSpace: "normal", minWidth: 110 }}><ClientLink id={row.id} name={row.name} /></div> };
  const predicted: Column<ClientRow> = { key: "predicted", title: t("lifetime.clients.predicted"), figure: true, measure: "predicted", cell: (row) => <Money minor={row.figures?.predicted_minor} style="whole" /> };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <Section
        title={t("lifetime.clients.top")}
        hint={t("lifetime.clients.topHint")}
        actions={<ButtonLink to="/clients" search={{ sort: "-predicted", division_id: division }} variant="default" size="xs">{t("lifetime.clients.all")}</ButtonLink>}
      >
        <Loaded query={useMostExpected(division)} skeleton={<PlotSkeleton height={380} />} compact>
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState compact title={t("lifetime.clients.topNone")} />
            ) : (
              <SimpleTable
                label={t("lifetime.clients.top")}
                rows={page.items}
                rowId={(row) => row.id}
                columns={[
                  client,
                  predicted,
                  { key: "alive", title: t("lifetime.clients.alive"), figure: true, measure: "alive", cell: (row) => format.share(row.figures?.alive) },
                ]}
              />
            )
          }
        </Loaded>
      </Section>
      <Section
        title={t("lifetime.clients.hidden")}
        hint={t("lifetime.clients.hiddenHint")}
        actions={<ButtonLink to="/clients" search={{ quadrant: "underdeveloped", sort: "-potential", division_id: division }} variant="default" size="xs">{t("lifetime.clients.all")}</ButtonLink>}
      >
        <Loaded query={useHiddenPotential(division)} skeleton={<PlotSkeleton height={380} />} compact>
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState compact title={t("lifetime.clients.hiddenNone")} body={t("lifetime.clients.hiddenNoneBody")} />
            ) : (
              <SimpleTable
                label={t("lifetime.clients.hidden")}
                rows={page.items}
                rowId={(row) => row.id}
                columns={[
                  client,
                  { key: "potential", title: t("charts.matrix.potential"), figure: true, measure: "potential", cell: (row) => <Money minor={row.figures?.potential_minor} style="whole" /> },
                  { key: "margin", title: t("lifetime.clients.margin"), figure: true, measure: "margin", cell: (row) => <Money minor={row.figures?.margin_minor} style="whole" /> },
                ]}
              />
            )
          }
        </Loaded>
      </Section>
    </SimpleGrid>
  );
}
