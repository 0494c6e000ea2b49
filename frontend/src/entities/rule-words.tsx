import { Text } from "@mantine/core";
import { useMemo, type ReactNode } from "react";
import type { Registry } from "@/ui/rule-editor/fields";
import { draftOf, type Group, type Rule } from "@/ui/rule-editor/rule";
import { useSentence } from "@/ui/rule-editor/sentence";
import { useTranslation } from "react-i18next";
import { RuleHostOf } from "./rule-host";
import { useRuleRegistry } from "./rule-registry";

/** A rule as a sentence; other words for it until the fields are known. */
export function RuleWords({ rule, otherwise = null }: { rule: Rule; otherwise?: ReactNode }) {
  const registry = useRuleRegistry();
  const draft = useMemo(() => draftOf(rule), [rule]);
  if (!registry) return otherwise;
  return (
    <RuleHostOf registry={registry} draft={draft}>
      <Sentence registry={registry} draft={draft} />
    </RuleHostOf>
  );
}

function Sentence({ registry, draft }: { registry: Registry; draft: Group }) {
  const { t } = useTranslation();
  const sentence = useSentence(registry);
  return <Text maw={820} fz="inherit">{draft.items.length === 0 ? t("rules.everyone") : sentence(draft)}</Text>;
}
