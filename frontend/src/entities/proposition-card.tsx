import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import classes from "./proposition-card.module.css";

type Shown = {
  title: string;
  text: string;
  image_url: string;
  price_minor?: number | null;
  discount_kind: string;
  discount_value?: number | null;
  service_terms: string;
  rank?: number;
  fallback?: boolean;
};

/** An offer as the client would see it. */
export function PropositionCard({ proposition: shown }: { proposition: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const discount =
    shown.discount_kind === "percent" && shown.discount_value
      ? `−${format.share(shown.discount_value / 10_000, 2)}`
      : shown.discount_kind === "amount" && shown.discount_value
        ? `−${format.money(shown.discount_value)}`
        : "";
  return (
    <article className={classes.card}>
      {shown.image_url ? <img className={classes.image} src={shown.image_url} alt="" loading="lazy" /> : <div className={classes.stub} aria-hidden />}
      <div className={classes.text}>
        <Group gap={6}>
          {shown.rank !== undefined && (
            <Text fz="xs" c="dimmed" className="tabular">
              {t("offers.rank", { rank: shown.rank })}
            </Text>
          )}
          {shown.fallback && (
            <Badge size="sm" variant="light" color="gray">
              {t("offers.fallback")}
            </Badge>
          )}
        </Group>
        <Text fw={600} className={classes.title}>
          {shown.title || "…"}
        </Text>
        <Text fz="sm" style={{ whiteSpace: "pre-line" }}>
          {shown.text}
        </Text>
        <Group gap="sm" mt={4}>
          {shown.price_minor !== null && shown.price_minor !== undefined && <Text fw={700}>{format.money(shown.price_minor)}</Text>}
          {discount && <span className={classes.discount}>{discount}</span>}
          {shown.service_terms && (
            <Text fz="xs" c="dimmed">
              {shown.service_terms}
            </Text>
          )}
        </Group>
      </div>
    </article>
  );
}
