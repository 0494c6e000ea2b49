import { Text } from "@mantine/core";
import { useMemo } from "react";
import { RuleHostOf } from "@/entities/rule-host";
import { useRuleRegistry } from "@/entities/rule-registry";
import type { Registry } from "@/ui/rule-editor/fields";
import { draftOf, type Group, type Rule } from "@/ui/rule-editor/rule";
import { useSentence } from "@/ui/rule-editor/sentence";
import { useTranslation } from "react-i18next";

/** A rule as a sentence. */
export function RuleWords({ rule }: { rule: Rule }) {
  const registry = useRuleRegistry();
  const draft = useMemo(() => draftOf(rule), [rule]);
  if (!registry) return null;
  return (
    <RuleHostOf registry={registry} draft={draft}>
      <Sentence registry={registry} draft={draft} />
    </RuleHostOf>
  );
}

function Sentence({ registry, draft }: { registry: Registry; draft: Group }) {
  const { t } = useTranslation();
  const sentence = useSentence(registry);
  return <Text maw={820}>{draft.items.length === 0 ? t("rules.everyone") : sentence(draft)}</Text>;
}
