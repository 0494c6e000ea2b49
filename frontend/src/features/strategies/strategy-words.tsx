import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCollectionChoices } from "@/entities/offer-choices";
import { useFormat } from "@/i18n/use-format";
import { nameIn } from "@/lib/name-in";
import { Section } from "@/ui/section";
import type { StrategyForm } from "./strategy-form";

/** What the strategy does, in sentences. */
export function StrategyWords({ values }: { values: StrategyForm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const collections = useCollectionChoices();
  const all = t("strategies.stages.all").toLocaleLowerCase();
  const nameOf = (id: string | null) => (id ? nameIn(collections, id, all) : all);
  return (
    <Section title={t("strategies.words.title")}>
      <List type="ordered" fz="sm" spacing={6}>
        {values.stages.map((stage) => (
          <List.Item key={stage.key}>
            {t("strategies.words.stage", { what: nameOf(stage.collection_id), how: t(`strategies.words.${stage.ranking}`) })}
          </List.Item>
        ))}
      </List>
      <Text fz="sm" mt="sm">
        {values.holdout > 0 ? t("strategies.words.holdout", { share: format.share(values.holdout / 100, 2) }) : t("strategies.words.noHoldout")}
      </Text>
      <Text fz="sm" c="dimmed" mt="xs">
        {t("strategies.words.rules")}
      </Text>
    </Section>
  );
}
