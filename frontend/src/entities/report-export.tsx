import { client } from "@/api/api";
import { download } from "@/lib/csv";
import { DownloadMenu, type FileFormat } from "@/ui/table/download-menu";
import { useReportSearch } from "./report-page";

type Table = "clients" | "lifetime" | "matrix" | "retention" | "cohorts" | "survival" | "life_stage" | "renewals" | "relationship" | "balance" | "frat" | "tiers" | "map" | "migration" | "runs";

/** Downloads an analysis of the run and division in the URL as CSV, XLSX or Parquet. */
export function ReportExport({ table, more }: { table: Table; more?: Record<string, string | undefined> }) {
  const search = useReportSearch();
  const get = async (format: FileFormat) => {
    const { data } = await client.GET("/portfolio/export", { params: { query: { table, format, bom: format === "csv" ? true : undefined, ...search, ...more } }, parseAs: "blob" });
    download(`${table}.${format}`, data as unknown as Blob);
  };
  return <DownloadMenu onPick={get} />;
}
