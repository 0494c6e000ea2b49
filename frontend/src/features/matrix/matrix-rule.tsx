import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { Facts } from "@/ui/facts";
import { Section } from "@/ui/section";
import type { Matrix } from "./queries";

/** The cuts and factors that made the matrix, and the way to change them. */
export function MatrixRule({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canManage = useCan("manage");
  const { rule, cuts } = matrix;
  const times = (factor: number) => `× ${format.number(factor, 2)}`;
  return (
    <Section title={t("matrix.rule.title")} hint={t("matrix.rule.hint")}>
      <Stack gap="md">
        <Facts
          facts={[
            { label: t("matrix.rule.actualCut"), value: format.money(cuts.actual_minor, "whole") },
            { label: t("matrix.rule.potentialCut"), value: format.money(cuts.potential_minor, "whole") },
            { label: t("matrix.rule.share"), value: format.share(matrix.share / 100, 1) },
            { label: t("matrix.rule.growth"), value: t("matrix.rule.range", { low: times(1 / rule.growth), high: times(rule.growth) }) },
            { label: t("matrix.rule.wallet"), value: t("matrix.rule.atMost", { value: times(rule.wallet) }) },
            { label: t("matrix.rule.due"), value: times(rule.due) },
            { label: t("matrix.rule.lapsed"), value: times(rule.lapsed) },
            { label: t("matrix.rule.margin"), value: format.share(matrix.margin_rate, 1) },
          ]}
        />
        {matrix.margin_estimated && (
          <Text fz="sm" c="dimmed">
            {t("matrix.rule.estimated")}
          </Text>
        )}
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
