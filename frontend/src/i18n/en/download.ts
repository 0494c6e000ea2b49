export const download = { button: "Download", csv: "CSV", xlsx: "Excel (XLSX)", parquet: "Parquet" };
