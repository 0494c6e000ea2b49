import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { StateBadge, type Tone } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Section } from "@/ui/section";
import { GuardHistory } from "./judgement-history";
import { JudgementForm } from "./judgement-form";
import { useJudgements, type ClientCard, type ClientGuard } from "./queries";
import classes from "./value.module.css";

const tones: Record<ClientGuard["state"], Tone> = { holds: "good", refused: "plain", unanswered: "warm" };

/** The three demotion guards: who or what answered, when, until when, and the way to answer by hand. */
export function Guards({ id, card }: { id: string; card: ClientCard }) {
  const { t } = useTranslation();
  const [history, setHistory] = useState(false);
  if (!card.matrix) return null;
  return (
    <Section
      title={t("clientCard.guards.title")}
      hint={t("clientCard.guards.hint")}
      actions={
        <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={history} onClick={() => setHistory(!history)}>
          {t("clientCard.guards.history")}
        </Button>
      }
    >
      {card.matrix.guards.map((guard) => (
        <GuardRow key={guard.guard} id={id} guard={guard} />
      ))}
      {history && <GuardHistory id={id} />}
    </Section>
  );
}

function GuardRow({ id, guard }: { id: string; guard: ClientGuard }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const judgements = useJudgements(id);
  const [opened, setOpened] = useState<"answer" | "withdraw" | null>(null);
  const close = () => setOpened(null);
  const question = t(`matrix.question.${guard.guard}`);
  return (
    <div className={classes.guard}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <div style={{ flex: "1 1 260px" }}>
          <Text fz="sm" fw={600}>
            {question}
          </Text>
          <Group gap="xs" mt={4}>
            <StateBadge tone={tones[guard.state]}>{t(`clientCard.guards.state.${guard.state}`)}</StateBadge>
            <Text fz="sm" c="dimmed" component="span">
              <Because guard={guard} />
            </Text>
          </Group>
        </div>
        {canMarket && (
          <Group gap="xs">
            {!guard.automatic && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpened("withdraw")}>
                {t("clientCard.guards.withdraw")}
              </Button>
            )}
            <Button size="compact-sm" variant={guard.state === "unanswered" ? "light" : "default"} onClick={() => setOpened("answer")}>
              {t(guard.automatic ? "clientCard.guards.answer" : "clientCard.guards.change")}
            </Button>
          </Group>
        )}
      </Group>
      <JudgementForm
        opened={opened === "answer"}
        onClose={close}
        title={question}
        hint={t(`matrix.question.why.${guard.guard}`)}
        choice={{ label: t("clientCard.guards.answer"), options: (["yes", "no"] as const).map((value) => ({ value, label: t(`clientCard.guards.${value}`) })) }}
        expires
        button={t("clientCard.guards.answer")}
        done={t("clientCard.guards.answered")}
        onSay={({ word, reason, expires_day }) => judgements.answer({ guard: guard.guard, answer: word === "yes" ? "yes" : "no", reason: reason.trim(), expires_day })}
      />
      <JudgementForm
        opened={opened === "withdraw"}
        onClose={close}
        title={t("clientCard.guards.withdrawTitle")}
        hint={t("clientCard.guards.withdrawHint")}
        button={t("clientCard.guards.withdraw")}
        done={t("clientCard.guards.withdrawn")}
        onSay={({ reason }) => judgements.withdraw(guard.guard, reason.trim())}
      />
    </div>
  );
}

function Because({ guard }: { guard: ClientGuard }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (guard.automatic) return t("clientCard.guards.byData", { reason: t(`clientCard.guards.automatic.${guard.reason as "flagged"}`, { defaultValue: guard.reason }) });
  const by = guard.answered_at ? t("clientCard.guards.by", { name: guard.answered_by?.name || t("clientCard.guards.somebody"), day: format.instant(guard.answered_at) }) : t("clientCard.guards.somebody");
  return (
    <>
      {guard.reason} ({by}
      {guard.expires_day && `, ${t("clientCard.guards.until", { day: format.day(guard.expires_day) })}`})
    </>
  );
}
