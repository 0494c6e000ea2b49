import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClassBadge } from "@/entities/class-badge";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import { DecisionHistory } from "./judgement-history";
import { JudgementForm } from "./judgement-form";
import { useJudgements, type ClientCard } from "./queries";
import classes from "./value.module.css";
import { useReasonText } from "./why";

type State = NonNullable<ClientCard["relationship"]>;

/** The state of the relationship: doubts, the facts behind it, the strategy, and a person's decision to let go. */
export function Relationship({ id, card }: { id: string; card: ClientCard }) {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  const one = card.relationship;
  const format = useFormat();
  const [history, setHistory] = useState(false);
  if (!one) return null;
  return (
    <Section
      title={t("clientCard.relationship.title")}
      actions={
        <Group gap={4}>
          <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={history} onClick={() => setHistory(!history)}>
            {t("clientCard.relationship.history")}
          </Button>
          <MeasureHelp measure="relationship" updated={card.as_of ? format.day(card.as_of) : undefined} />
        </Group>
      }
    >
      <Group gap="xs" mb="xs">
        <Text component="span" fw={600}>
          <ClassBadge measure="relationship" name={one.state} />
        </Text>
        {one.doubts.map((doubt) => (
          <StateBadge key={doubt} tone="bad">
            {t(`clients.doubt.${doubt as "insolvent"}`)}
          </StateBadge>
        ))}
        {one.satisfied_leaving && <StateBadge tone="warm">{t("clientCard.relationship.satisfiedLeaving")}</StateBadge>}
      </Group>
      <Text fz="sm" mb="xs">
        <b>{t("clientCard.relationship.strategyIs", { strategy: t(`clientCard.relationship.strategy.${one.strategy}`) })}.</b> {t(`clientCard.relationship.do.${one.strategy}`)}
      </Text>
      <ul className={classes.reasons} aria-label={t("clientCard.relationship.reasons")}>
        {one.reasons.map((reason) => (
          <li key={reason.code}>
            {reasonText(reason)} <Evidence id={id} code={reason.code} />
          </li>
        ))}
      </ul>
      <Decision one={one} id={id} />
      {history && <DecisionHistory id={id} />}
    </Section>
  );
}

/** Where the records behind a reason are. */
function Evidence({ id, code }: { id: string; code: string }) {
  const { t } = useTranslation();
  if (code === "overdue") {
    return (
      <RecordLink to="/receivables" search={{ client_id: id, overdue: true }} fz="inherit" underline="always">
        {t("clientCard.relationship.see.receivables")}
      </RecordLink>
    );
  }
  if (code === "open_cases" || code === "badly_closed" || code === "unhappy") {
    return (
      <RecordLink to="/cases" search={{ client_id: id }} fz="inherit" underline="always">
        {t("clientCard.relationship.see.cases")}
      </RecordLink>
    );
  }
  return null;
}

function Decision({ one, id }: { one: State; id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canMarket = useCan("market");
  const judgements = useJudgements(id);
  const [opened, setOpened] = useState(false);
  const word = one.let_go ? "keep" : "let_go";
  const offered = one.let_go || one.state === "doubtful";
  const { decision } = one;
  return (
    <Group justify="space-between" mt="sm" gap="sm">
      <Text fz="sm" c="dimmed" style={{ flex: "1 1 240px" }}>
        {decision &&
          `${t("clientCard.relationship.decided", { decision: t(`clientCard.relationship.decision.${decision.decision}`), name: decision.decided_by?.name || "–", day: format.instant(decision.decided_at), reason: decision.reason })}${decision.expires_day ? ` (${t("clientCard.relationship.decidedUntil", { day: format.day(decision.expires_day) })})` : ""}`}
      </Text>
      {canMarket && offered && (
        <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
          {t(word === "keep" ? "clientCard.relationship.keep" : "clientCard.relationship.letGo")}
        </Button>
      )}
      <JudgementForm
        opened={opened}
        onClose={() => setOpened(false)}
        title={t(word === "keep" ? "clientCard.relationship.keepTitle" : "clientCard.relationship.letGoTitle")}
        hint={t(word === "keep" ? "clientCard.relationship.keepHint" : "clientCard.relationship.letGoHint")}
        expires
        button={t(word === "keep" ? "clientCard.relationship.keepTitle" : "clientCard.relationship.letGoTitle")}
        done={t("clientCard.relationship.recorded")}
        onSay={({ reason, expires_day }) => judgements.decide({ decision: word, reason: reason.trim(), expires_day })}
      />
    </Group>
  );
}
