import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { caseTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { Facts } from "@/ui/facts";
import { useAct } from "@/ui/use-submit";
import { CaseStateForm, type Outcome } from "./case-state-form";
import { useCaseActions, type Case } from "./queries";

const ended = (one: Case) => one.state === "solved" || one.state === "closed";

/** The state of a case; one that ended badly, or is late, stands out. */
export function CaseStateBadge({ one }: { one: Case }) {
  const { t } = useTranslation();
  if (one.late) return <StateBadge tone="bad">{`${t(`cases.state.${one.state}`)} · ${t("cases.late")}`}</StateBadge>;
  if (!ended(one)) return <StateBadge tone="warm">{t(`cases.state.${one.state}`)}</StateBadge>;
  return <StateBadge tone={one.outcome === "bad" ? "bad" : one.outcome === "good" ? "good" : "plain"}>{[t(`cases.state.${one.state}`), one.outcome && t(`cases.outcome.${one.outcome as Outcome}`).toLowerCase()].filter(Boolean).join(" · ")}</StateBadge>;
}

/** One case beside the list: what it is about, how it ended, and the way to end it. */
export function CasePreview({ one }: { one: Case }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {one.subject}
      </Title>
      <Group gap="xs">
        <CaseStateBadge one={one} />
        <StateBadge tone={caseTone(one.severity)}>{t("cases.severityIs", { severity: t(`cases.severity.${one.severity}`).toLowerCase() })}</StateBadge>
      </Group>
      <Facts
        facts={[
          { label: t("cases.field.client"), value: <ClientLink id={one.client_id} name={one.client_name} /> },
          { label: t("cases.field.opened"), value: format.instant(one.opened_at) },
          { label: t("cases.field.due"), value: format.instant(one.due_at) },
          { label: t("cases.field.closed"), value: format.instant(one.closed_at) },
          { label: t("cases.field.satisfaction"), value: one.satisfaction === null ? "–" : t("cases.mark", { mark: one.satisfaction }) },
          { label: t("cases.field.user"), value: one.user_name || "–" },
        ]}
      />
      {[one.body, one.resolution].filter(Boolean).map((text) => (
        <Text key={text} fz="sm" style={{ whiteSpace: "pre-line" }}>
          {text}
        </Text>
      ))}
      <Actions one={one} />
    </Stack>
  );
}

function Actions({ one }: { one: Case }) {
  const { t } = useTranslation();
  const canSell = useCan("sell");
  const actions = useCaseActions();
  const { act, busy } = useAct();
  const [ending, setEnding] = useState(false);
  if (!canSell) return null;
  const move = (state: "open" | "waiting") => void act(() => actions.move(one.id, { state }), t("state.saved"));
  return (
    <Group gap="xs">
      {ended(one) ? (
        <Button size="xs" variant="default" loading={busy} onClick={() => move("open")}>
          {t("cases.reopen")}
        </Button>
      ) : (
        <>
          <Button size="xs" onClick={() => setEnding(true)}>
            {t("cases.close")}
          </Button>
          <Button size="xs" variant="default" loading={busy} onClick={() => move(one.state === "open" ? "waiting" : "open")}>
            {t(one.state === "open" ? "cases.wait" : "cases.resume")}
          </Button>
        </>
      )}
      <CaseStateForm opened={ending} onClose={() => setEnding(false)} one={one} />
    </Group>
  );
}
