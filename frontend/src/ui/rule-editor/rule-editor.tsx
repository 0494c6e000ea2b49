import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Registry } from "./fields";
import { GroupBox } from "./group-box";
import { moveItem, pathsOf, replaceItem, type Group } from "./rule";
import { useSentence } from "./sentence";
import classes from "./rule-editor.module.css";

type Props = {
  registry: Registry;
  draft: Group;
  onChange: (draft: Group) => void;
  /** Field errors of the API by JSON path of the rule. */
  errors?: Record<string, string>;
};

/** Edits a rule: groups of tests within groups, and the whole of it as one sentence. */
export function RuleEditor({ registry, draft, onChange, errors = {} }: Props) {
  const { t } = useTranslation();
  const sentence = useSentence(registry);
  const faults = useMemo(() => {
    const out = new Map<string, string>();
    const paths = [...pathsOf(draft)].sort(([, a], [, b]) => b.length - a.length);
    for (const [path, message] of Object.entries(errors)) {
      const owner = paths.find(([, one]) => path.startsWith(one));
      if (owner && !out.has(owner[0])) out.set(owner[0], message);
    }
    return out;
  }, [draft, errors]);
  return (
    <div>
      <Text component="p" className={classes.sentence} aria-live="polite" m={0} mb="sm">
        {draft.items.length === 0 ? t("rules.everybody") : sentence(draft)}
      </Text>
      <GroupBox
        registry={registry}
        group={draft}
        depth={0}
        faults={faults}
        onChange={(next) => onChange(next)}
        onItem={(key, next) => onChange(replaceItem(draft, key, next))}
        onMove={(key, by) => onChange(moveItem(draft, key, by))}
      />
    </div>
  );
}
