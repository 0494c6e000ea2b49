import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/api";
import type { FieldType, Registry } from "@/ui/rule-editor/fields";
import type { Measure } from "@/ui/rule-editor/rule";

/** What rules may test, with the names in the user's language; undefined while it is read. */
export function useRuleRegistry(): Registry | undefined {
  const { t, i18n } = useTranslation();
  const data = api.useQuery("get", "/rule_fields", {}, { staleTime: 300_000 }).data;
  const language = i18n.language === "fr" ? "fr" : "en";
  return useMemo(() => {
    if (!data) return undefined;
    const collections = data.collections.map((one) => one.noun);
    const own: Record<string, string> = { client: t("rules.noun.client"), figure: t("rules.noun.figure"), consent: t("rules.noun.consent"), attribute: t("rules.noun.attribute") };
    return {
      fields: data.fields.map(({ label, reference, measures, type, archived, ...one }) => ({
        ...one,
        type: type as FieldType,
        label: label[language],
        reference: reference ?? undefined,
        archived,
        measures: measures.map(({ measure, ops }) => ({ measure: measure as Measure, ops })),
      })),
      collections,
      countOps: data.collections[0]?.ops ?? [],
      nouns: { ...own, ...Object.fromEntries(data.collections.map((one) => [one.noun, one.label[language]])) },
    };
  }, [data, language, t]);
}
