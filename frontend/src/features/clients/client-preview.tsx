import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge, RfmBadge, RfmScores } from "@/entities/class-badge";
import { Money } from "@/entities/money";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { Facts } from "@/ui/facts";
import type { ClientRow } from "./queries";

/** What matters of a client, beside the list. */
export function ClientPreview({ client }: { client: ClientRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = client.figures;
  return (
    <Stack gap="sm">
      <div style={{ paddingRight: 36 }}>
        <Title order={2} fz="lg">
          {client.name}
        </Title>
        <Text fz="sm" c="dimmed">
          {t(`clients.kind.${client.kind as "b2c"}`)}
          {client.city && ` · ${client.city}`}
        </Text>
      </div>
      <Facts
        facts={[
          { label: t("clients.field.abc"), value: <AbcBadge abc={figures?.abc} /> },
          { label: t("clients.field.rfmGroup"), value: <RfmBadge group={figures?.rfm_group} /> },
          { label: t("clients.field.scores"), value: <RfmScores r={figures?.r ?? 0} f={figures?.f ?? 0} m={figures?.m ?? 0} /> },
          { label: t("clients.field.quadrant"), value: <ClassBadge measure="quadrant" name={figures?.quadrant} /> },
          { label: t("clients.field.relationship"), value: <ClassBadge measure="relationship" name={figures?.relationship} /> },
          { label: t("clients.field.lifeStage"), value: <ClassBadge measure="life_stage" name={figures?.life_stage} /> },
          { label: t("clients.field.predicted"), value: <Money minor={figures?.predicted_minor} /> },
          { label: t("clients.field.revenue"), value: <Money minor={figures?.revenue_minor} /> },
          { label: t("clients.field.margin"), value: <Money minor={figures?.margin_minor} /> },
          { label: t("clients.field.orders"), value: format.number(figures?.orders) },
          { label: t("clients.field.lastOrder"), value: format.day(figures?.last_order_day) },
          { label: t("clients.field.email"), value: client.email || "–" },
          { label: t("clients.field.phone"), value: client.phone || "–" },
        ]}
      />
      <ButtonLink to="/clients/$id" params={{ id: client.id }} variant="light">
        {t("list.openRecord")}
      </ButtonLink>
    </Stack>
  );
}
