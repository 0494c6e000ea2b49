import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useAct } from "../use-submit";

export type FileFormat = "csv" | "xlsx" | "parquet";

const formats: readonly FileFormat[] = ["csv", "xlsx", "parquet"];

/** The button that hands over a table as a file, in the format chosen. */
export function DownloadMenu({ onPick }: { onPick: (format: FileFormat) => Promise<void> }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={busy}>
          {t("download.button")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => void act(() => onPick(format))}>
            {t(`download.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
