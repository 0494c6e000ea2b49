import { ActionIcon, Box, Menu, Title } from "@mantine/core";
import { IconChartBar, IconDots, IconFileTypeCsv, IconPhotoDown, IconTable } from "@tabler/icons-react";
import type { EChartsType } from "echarts/core";
import { useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { download, toCsv } from "@/lib/csv";
import { MeasureHelp, type Measure } from "../measure-help";
import classes from "./chart-card.module.css";
import { usePalette } from "./use-palette";

/** The figures behind a plot, as a table. */
export type ChartTable = { columns: readonly { title: string; figure?: boolean }[]; rows: readonly (readonly ReactNode[])[]; csv: readonly (readonly string[])[] };

type Legend = { label: string; color: string; line?: boolean };

type Props = {
  /** The finding, as a sentence. */
  title: string;
  /** What is plotted, unit, period and base. */
  subtitle?: ReactNode;
  /** File name of the downloads. */
  name: string;
  measure?: Measure;
  table: ChartTable;
  legend?: readonly Legend[];
  tools?: ReactNode;
  foot?: ReactNode;
  children: (chart: RefObject<EChartsType | null>) => ReactNode;
};

/** The card around a plot: finding, subtitle, table view, downloads. */
export function ChartCard({ title, subtitle, name, measure, table, legend, tools, foot, children }: Props) {
  const { t } = useTranslation();
  const palette = usePalette();
  const [asTable, setAsTable] = useState(false);
  const chart = useRef<EChartsType | null>(null);
  const savePicture = () => {
    const url = chart.current?.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: palette.surface });
    if (!url) return;
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name}.png`;
    link.click();
  };
  return (
    <section className={`card ${classes.card}`} aria-label={title}>
      <div className={classes.head}>
        <div>
          <Title order={2} fz="md">
            {title} {measure && <MeasureHelp measure={measure} />}
          </Title>
          {subtitle && <div className={classes.sub}>{subtitle}</div>}
        </div>
        <div className={classes.tools}>
          {tools}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="md" aria-label={`${t("chart.more")}: ${title}`}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={asTable ? <IconChartBar size={16} /> : <IconTable size={16} />} onClick={() => setAsTable(!asTable)}>
                {asTable ? t("chart.plot") : t("chart.table")}
              </Menu.Item>
              <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => download(`${name}.csv`, toCsv(table.csv))}>
                {t("chart.csv")}
              </Menu.Item>
              <Menu.Item leftSection={<IconPhotoDown size={16} />} onClick={savePicture} disabled={asTable}>
                {t("chart.png")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      {legend && !asTable && (
        <div className={classes.legend}>
          {legend.map((one) => (
            <span key={one.label}>
              <i className={one.line ? classes.line : classes.swatch} style={one.line ? { borderColor: one.color } : { background: one.color }} />
              {one.label}
            </span>
          ))}
        </div>
      )}
      {asTable ? <FigureTable table={table} label={title} /> : children(chart)}
      {foot}
    </section>
  );
}

function FigureTable({ table, label }: { table: ChartTable; label: string }) {
  return (
    <Box mah={360} style={{ overflow: "auto" }} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.title} scope="col" className={column.figure ? classes.right : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} className={table.columns[index]?.figure ? classes.right : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
