import type * as en from "../en/download";
import type { SameKeys } from "../types";

export const download: SameKeys<typeof en.download> = { button: "Télécharger", csv: "CSV", xlsx: "Excel (XLSX)", parquet: "Parquet" };
