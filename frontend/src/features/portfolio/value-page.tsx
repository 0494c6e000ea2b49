import { useQuery } from "@tanstack/react-query";
import { SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AbcBadge } from "@/entities/class-badge";
import { portfolioQuery } from "@/entities/portfolio";
import { AbcCard, ParetoCard, useAbc, usePareto } from "@/entities/portfolio-plots";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { NoRun } from "./no-run";

/** Who brings the value: the curve and the ABC classes. */
export function ValuePage() {
  const portfolio = useQuery(portfolioQuery);
  return (
    <Loaded query={portfolio} skeleton={<div style={{ padding: 28 }}><PlotSkeleton height={420} /></div>}>
      {({ run }) => (run ? <Analysis /> : <NoRun title="value" />)}
    </Loaded>
  );
}

function Analysis() {
  const { t } = useTranslation();
  const format = useFormat();
  const curve = usePareto().data;
  const abc = useAbc();
  return (
    <AnalysisPage
      title={t("portfolio.valueTitle")}
      finding={curve && t("portfolio.finding", { clients: format.share(0.2), value: format.share(curve.value_share_of_top20) })}
      plot={
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <ParetoCard />
          <AbcCard />
        </SimpleGrid>
      }
      table={
        <Loaded query={abc} skeleton={<PlotSkeleton height={220} />}>
          {(data) => (
            <Section title={t("portfolio.classTable")}>
              <SimpleTable
                label={t("portfolio.classTable")}
                rows={data.classes}
                rowId={(row) => row.abc}
                columns={[
                  { key: "abc", title: t("portfolio.class"), cell: (row) => <AbcBadge abc={row.abc} /> },
                  { key: "clients", title: t("portfolio.clients"), figure: true, cell: (row) => format.number(row.clients) },
                  { key: "share", title: t("portfolio.share"), figure: true, cell: (row) => format.share(row.client_share, 1) },
                  { key: "value", title: t("portfolio.value"), figure: true, cell: (row) => format.money(row.value_minor, "whole") },
                  { key: "valueShare", title: t("portfolio.valueShare"), figure: true, cell: (row) => format.share(row.value_share, 1) },
                  {
                    key: "see",
                    title: "",
                    cell: (row) => (
                      <RecordLink to="/clients" search={{ abc: row.abc, sort: "-revenue" }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${row.abc}`}>
                        {t("portfolio.seeClients")}
                      </RecordLink>
                    ),
                  },
                ]}
              />
            </Section>
          )}
        </Loaded>
      }
    />
  );
}
