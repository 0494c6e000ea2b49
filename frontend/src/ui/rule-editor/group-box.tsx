import { ActionIcon, Button, Group as Row, Select, Text } from "@mantine/core";
import { IconFolderPlus, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Registry } from "./fields";
import { LineBox } from "./line-box";
import { emptyGroup, isGroup, joins, newLine, type Group, type Item, type Join } from "./rule";
import { firstTest } from "./tests";
import classes from "./rule-editor.module.css";

type Props = {
  registry: Registry;
  group: Group;
  depth: number;
  faults: Map<string, string>;
  onChange: (group: Group) => void;
  onItem: (key: string, next: Item | null) => void;
  onMove: (key: string, by: -1 | 1) => void;
};

const maxDepth = 6;

/** One group: how its lines are joined, its lines and groups, and what adds to it. */
export function GroupBox({ registry, group, depth, faults, onChange, onItem, onMove }: Props) {
  const { t } = useTranslation();
  const add = (item: Item) => onChange({ ...group, items: [...group.items, item] });
  const fault = faults.get(group.key);
  return (
    <div role="group" aria-label={t(`rules.join.${group.join}`)} className={`${classes.group} ${depth > 0 ? classes.inner : ""}`}>
      <Row justify="space-between" wrap="nowrap" gap="xs">
        <Select
          size="xs"
          className={classes.join}
          allowDeselect={false}
          aria-label={t("rules.joinLabel")}
          value={group.join}
          onChange={(next) => next && onChange({ ...group, join: next as Join })}
          data={joins.map((join) => ({ value: join, label: t(`rules.join.${join}`) }))}
        />
        {depth > 0 && (
          <ActionIcon variant="subtle" color="gray" aria-label={t("rules.removeGroup")} onClick={() => onItem(group.key, null)}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Row>
      {fault && (
        <Text c="var(--down)" fz="sm" role="alert">
          {fault}
        </Text>
      )}
      {group.items.map((item, index) => (
        <div key={item.key} className={classes.item}>
          {index > 0 && <span className={classes.word}>{t(group.join === "all" || group.join === "notAll" ? "rules.and" : "rules.or")}</span>}
          {isGroup(item) ? (
            <GroupBox registry={registry} group={item} depth={depth + 1} faults={faults} onChange={(next) => onItem(item.key, next)} onItem={onItem} onMove={onMove} />
          ) : (
            <LineBox registry={registry} line={item} fault={faults.get(item.key)} onChange={(next) => onItem(item.key, next)} onMove={(by) => onMove(item.key, by)} />
          )}
        </div>
      ))}
      <Row gap="xs" mt={group.items.length ? 8 : 4}>
        <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(newLine(firstTest(registry)))}>
          {t("rules.addLine")}
        </Button>
        {depth < maxDepth && (
          <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconFolderPlus size={14} aria-hidden />} onClick={() => add({ ...emptyGroup(group.join === "all" ? "any" : "all"), items: [newLine(firstTest(registry))] })}>
            {t("rules.addGroup")}
          </Button>
        )}
      </Row>
    </div>
  );
}
