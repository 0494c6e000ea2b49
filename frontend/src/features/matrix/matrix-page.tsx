import { Group } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ReportExport } from "@/entities/report-export";
import { DivisionSelect, ReportPage } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { Figure, FigureStrip } from "@/ui/figure";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { GuardsCard } from "./guards-card";
import { MatrixCard } from "./matrix-card";
import { MatrixRule } from "./matrix-rule";
import type { MatrixSearch } from "./matrix-search";
import { QuadrantTable } from "./quadrant-table";
import { useMatrix, type Matrix } from "./queries";
import { VerifyList } from "./verify-list";

const route = getRouteApi("/signed/portfolio/matrix");

/** Profitability matrix: actual against potential value, the guards against a hasty demotion, and the questions still open. */
export function MatrixPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const query = useMatrix({ run: search.run, division_id: search.division_id });
  return (
    <ReportPage title={t("matrix.title")} query={query}>
      {(matrix) => <Analysis matrix={matrix} search={search} />}
    </ReportPage>
  );
}

function Analysis({ matrix, search }: { matrix: Matrix; search: MatrixSearch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: "/portfolio/matrix" });
  const put = (change: Partial<MatrixSearch>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const under = matrix.quadrants.find((one) => one.quadrant === "underdeveloped");
  const waiting = matrix.quadrants.find((one) => one.quadrant === "unverified")?.clients ?? 0;
  const clients = matrix.raw.reduce((all, one) => all + one.clients, 0);
  const updated = format.day(matrix.run.as_of, "long");
  return (
    <AnalysisPage
      title={t("matrix.title")}
      finding={
        under && under.clients > 0
          ? t("matrix.finding", { count: under.clients, potential: format.money(under.potential_minor, "short"), actual: format.money(under.actual_minor, "short") })
          : t("matrix.findingNone")
      }
      lead={waiting > 0 ? t("matrix.lead", { count: waiting }) : t("matrix.leadNone")}
      actions={
        <Group gap="xs">
          <DivisionSelect />
          <ReportExport table="matrix" />
        </Group>
      }
      figures={
        <FigureStrip>
          {matrix.quadrants.map((one) => (
            <Figure
              key={one.quadrant}
              small
              label={t(`classes.quadrant.${one.quadrant}`)}
              measure={one.quadrant === "unverified" ? "guards" : "quadrant"}
              updated={updated}
              value={format.number(one.clients)}
              foot={t("matrix.foot", { share: format.share(one.client_share, 1), actual: format.money(one.actual_minor, "short") })}
            />
          ))}
        </FigureStrip>
      }
      plot={<MatrixCard matrix={matrix} clients={clients} search={search} onSearch={put} />}
      below={
        <>
          <QuadrantTable matrix={matrix} search={search} />
          <GuardsCard matrix={matrix} search={search} />
          {!search.run && <VerifyList search={search} onSearch={put} />}
        </>
      }
      settings={<MatrixRule matrix={matrix} />}
    />
  );
}
