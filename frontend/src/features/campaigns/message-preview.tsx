import { Alert, Badge, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { useMe } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import type { Language } from "@/lib/format";
import { asProblem, type FieldFault } from "@/lib/problem";
import { ErrorState } from "@/ui/error-state";
import { faultWords } from "@/ui/fault-words";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { useAct } from "@/ui/use-submit";
import classes from "./campaigns.module.css";
import { isDecided, textName } from "./campaign-form";
import { useCampaignActions, usePreview, type Campaign, type Message } from "./queries";

type Props = { campaign: Campaign; canTest?: boolean };

/** The message as one client will read it; a test can be sent to oneself. */
export function MessagePreview({ campaign, canTest }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const [language, setLanguage] = useState<Language>(format.language);
  const [clientId, setClientId] = useState<string | null>(null);
  const { mutate, data, error, isPending } = usePreview();
  const problem = error ? asProblem(error) : null;
  const actions = useCampaignActions();
  const { act, busy } = useAct();
  useEffect(() => mutate({ id: campaign.id, language, client_id: clientId ?? undefined }), [mutate, campaign.id, campaign.version, language, clientId]);
  return (
    <Section
      title={t("campaigns.preview")}
      actions={<SegmentedControl size="xs" aria-label={t("decisions.language")} value={language} onChange={(value) => setLanguage(value as Language)} data={[{ value: "fr", label: "FR" }, { value: "en", label: "EN" }]} />}
    >
      <Stack gap="sm">
        <ClientPicker label={t("campaigns.previewFor")} value={clientId} onChange={setClientId} />
        {isPending && !data && <PlotSkeleton height={280} />}
        {problem && problem.fields.length > 0 && <Wrong faults={problem.fields} />}
        {problem && problem.fields.length === 0 && <ErrorState compact problem={problem} onRetry={() => mutate({ id: campaign.id, language, client_id: clientId ?? undefined })} />}
        {data && !problem && isDecided(campaign) && <Decided message={data} client={clientId !== null} />}
        {data && !problem && !data.skipped && (
          <div className={classes.mail}>
            <Text fz="sm" className={classes.subject}>
              <span>{campaign.from_name || campaign.from_email}</span>
              <b>{data.subject || "…"}</b>
            </Text>
            <iframe className={classes.frame} title={t("campaigns.preview")} sandbox="" srcDoc={data.html} />
          </div>
        )}
        {canTest && (
          <Group justify="flex-end">
            <Button variant="default" size="xs" loading={busy} disabled={data?.skipped} onClick={() => void act(() => actions.testSend(campaign.id, me.email, language, clientId ?? undefined), t("campaigns.testSent"))}>
              {t("campaigns.testSend")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

/** What keeps the message from being shown: which text, which line. */
function Wrong({ faults }: { faults: readonly FieldFault[] }) {
  const { t } = useTranslation();
  return (
    <Alert color="brick" title={t("error.title")}>
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {faults.map((one) => (
          <li key={one.field}>{[textName(t, one.field), faultWords(t, one)].filter(Boolean).join(" · ")}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** What was decided for the client of the preview: the offers in their order, or that there is none. */
function Decided({ message, client }: { message: Message; client: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (message.skipped) return <Alert color="saffron">{t("campaigns.offer.skipped")}</Alert>;
  if (message.offers.length === 0) return <Alert color="petrol">{t("campaigns.offer.bare")}</Alert>;
  return (
    <div>
      <Text fz="xs" c="dimmed" mb={4}>
        {client ? t("campaigns.offer.decided") : t("campaigns.offer.sample")}
      </Text>
      <Group gap={6}>
        {message.offers.map((one) => (
          <Badge key={one.offer_id} variant="light" color={one.fallback ? "gray" : "petrol"} tt="none" fw={500}>
            {t("campaigns.offer.ranked", { rank: format.number(one.rank), offer: one.offer_name })}
            {one.fallback && ` · ${t("offers.fallback")}`}
          </Badge>
        ))}
      </Group>
    </div>
  );
}
