import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { Facts } from "@/ui/facts";
import { Section } from "@/ui/section";
import { modelName } from "./model-section";
import type { Lifetime } from "./queries";

/** What the forecast was made with, and the way to change it. */
export function LifetimeRule({ lifetime }: { lifetime: Lifetime }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canManage = useCan("manage");
  return (
    <Section title={t("lifetime.rule.title")} hint={t("lifetime.rule.hint")}>
      <Stack gap="md">
        <Facts
          facts={[
            { label: t("lifetime.rule.horizon"), value: t("lifetime.rule.months", { count: lifetime.horizon_months }) },
            { label: t("lifetime.rule.discount"), value: t("lifetime.rule.yearly", { rate: format.share(lifetime.discount_rate, 1) }) },
            { label: t("lifetime.rule.margin"), value: format.share(lifetime.margin_rate, 1) },
            { label: t("lifetime.rule.returns"), value: format.share(lifetime.return_share, 1) },
            { label: t("lifetime.rule.model"), value: lifetime.model ? modelName(t, lifetime.model) : t(lifetime.method === "pooled" ? "lifetime.rule.pooled" : "lifetime.rule.noModel") },
            { label: t("lifetime.rule.chosen"), value: t(lifetime.reason === "chosen" ? "lifetime.rule.bySettings" : "lifetime.rule.byData") },
          ]}
        />
        <Text fz="sm" c="dimmed">
          {t(`lifetime.rule.basis.${lifetime.margin_basis}`)}
        </Text>
        {canManage ? (
          <ButtonLink to="/portfolio/settings" variant="default" size="xs">
            {t("matrix.rule.change")}
          </ButtonLink>
        ) : (
          <Text fz="sm" c="dimmed">
            {t("matrix.rule.who")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
