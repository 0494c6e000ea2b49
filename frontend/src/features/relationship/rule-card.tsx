import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { Facts } from "@/ui/facts";
import { Section } from "@/ui/section";
import type { RelationshipReport } from "./queries";

/** The cuts that the states of this run were made with. */
export function RuleCard({ rule }: { rule: RelationshipReport["rule"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canManage = useCan("manage");
  return (
    <Section title={t("relationship.rule")} hint={t("relationship.ruleHint")}>
      <Facts
        facts={[
          { label: t("classes.relationship.loyal"), value: t("relationship.ruleLoyal", { count: rule.loyal_purchases, share: format.share(rule.loyal_alive) }) },
          { label: t("clients.doubt.insolvent"), value: t("relationship.ruleInsolvent", { count: rule.overdue_days }) },
          { label: t("clients.doubt.dissatisfied"), value: t("relationship.ruleDissatisfied", { share: format.share(rule.unhappy) }) },
          { label: t("clients.doubt.unfaithful"), value: t("relationship.ruleUnfaithful", { share: format.share(rule.lost_alive), fall: format.share(rule.falling) }) },
        ]}
      />
      {canManage && (
        <ButtonLink to="/portfolio/settings" variant="light" size="xs" mt="sm">
          {t("relationship.changeRule")}
        </ButtonLink>
      )}
    </Section>
  );
}
