import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClassBadge } from "@/entities/class-badge";
import { useFormat } from "@/i18n/use-format";
import { Facts } from "@/ui/facts";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import type { ClientCard } from "./queries";

/** A client's two axes against the cuts, and what its potential is made of. */
export function MatrixPlace({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const matrix = card.matrix;
  if (!matrix) return null;
  const money = (minor: number) => format.money(minor, "whole");
  const axis = (value: number, cut: number) => `${money(value)} (${t("clientCard.matrix.cut", { cut: money(cut) })})`;
  const { growth, wallet, stage } = matrix.factors;
  return (
    <Section title={t("clientCard.matrix.title")} actions={<MeasureHelp measure="quadrant" updated={card.as_of ? format.day(card.as_of) : undefined} />}>
      <Group gap="md" mb="xs">
        <Text component="span" fw={600}>
          <ClassBadge measure="quadrant" name={matrix.quadrant} />
        </Text>
        {matrix.raw !== matrix.quadrant && (
          <Text component="span" fz="sm" c="dimmed">
            {t("clientCard.matrix.raw", { quadrant: t(`classes.quadrant.${matrix.raw as "mature"}`) })}
          </Text>
        )}
      </Group>
      <Facts
        facts={[
          { label: t("clientCard.matrix.actual"), value: axis(matrix.actual_minor, matrix.cuts.actual_minor) },
          { label: t("clientCard.matrix.potential"), value: axis(matrix.potential_minor, matrix.cuts.potential_minor) },
          {
            label: t("clientCard.matrix.factors"),
            value: `${money(matrix.predicted_minor)} × ${format.number(growth, 2)} (${t("clientCard.matrix.growth").toLowerCase()}) × ${format.number(wallet, 2)} (${t("clientCard.matrix.wallet").toLowerCase()}) × ${format.number(stage, 2)} (${t("clientCard.matrix.stage").toLowerCase()})`,
          },
        ]}
      />
    </Section>
  );
}
