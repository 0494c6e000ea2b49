import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconColumns3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { useColumns } from "./columns";

type Props = { columns: ReturnType<typeof useColumns<never>> };

/** Chooses and orders the columns of a table. */
export function ColumnChooser({ columns }: Props) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={300}>
      <Popover.Target>
        <ActionIcon aria-label={t("list.columns")} title={t("list.columns")}>
          <IconColumns3 size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4} mah={420} style={{ overflowY: "auto" }}>
          <Text fz="xs" c="dimmed" mb={4}>
            {t("list.columnsHint")}
          </Text>
          {columns.all.map((column, at) => (
            <Group key={column.key} justify="space-between" wrap="nowrap" gap={4}>
              <Checkbox
                size="sm"
                label={column.title}
                checked={columns.isShown(column)}
                disabled={column.fixed}
                onChange={() => columns.toggle(column.key)}
              />
              <Group gap={0} wrap="nowrap">
                <ActionIcon size={26} disabled={at === 0} aria-label={t("list.moveUp", { name: column.title })} onClick={() => columns.move(column.key, -1)}>
                  <IconChevronUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={26}
                  disabled={at === columns.all.length - 1}
                  aria-label={t("list.moveDown", { name: column.title })}
                  onClick={() => columns.move(column.key, 1)}
                >
                  <IconChevronDown size={14} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          ))}
          {columns.changed && (
            <Button variant="subtle" size="compact-sm" mt={4} onClick={columns.reset}>
              {t("list.resetColumns")}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
