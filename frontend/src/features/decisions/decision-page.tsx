import { Button, MultiSelect, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconWand } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { useCan } from "@/entities/me";
import { usePlacementChoices } from "@/entities/offer-choices";
import { PropositionCard } from "@/entities/proposition-card";
import { useFormat } from "@/i18n/use-format";
import { asProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/empty-state";
import { ErrorState } from "@/ui/error-state";
import { EditorPage } from "@/ui/page/editor-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { ConsideredCard } from "./considered-card";
import classes from "./decisions.module.css";
import { useDecide, type PlacementDecision } from "./queries";
import { SegmentDecisions } from "./segment-decisions";

/** What would this client be offered, and why: the decision with its explanation. */
export function DecisionPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const placements = usePlacementChoices().data?.items ?? [];
  const decide = useDecide();
  const canMarket = useCan("market");
  const [clientId, setClientId] = useState<string | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const [language, setLanguage] = useState<string>(format.language);
  const ready = clientId !== null && codes.length > 0;
  const run = () => ready && decide.mutate({ client_id: clientId, placements: codes, context: { language: language as "fr" }, explain: true, preview: true });
  return (
    <EditorPage
      title={t("decisions.title")}
      lead={t("decisions.lead")}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
      form={
        <Stack pb="md">
          <ClientPicker label={t("decisions.client")} description={t("decisions.clientHint")} value={clientId} onChange={setClientId} />
          <MultiSelect label={t("decisions.placements")} data={placements.map((one) => ({ value: one.code, label: one.name }))} value={codes} onChange={setCodes} />
          <div>
            <Text fz="sm" fw={500} mb={4}>
              {t("decisions.language")}
            </Text>
            <SegmentedControl aria-label={t("decisions.language")} value={language} onChange={setLanguage} data={[{ value: "fr", label: t("language.fr") }, { value: "en", label: t("language.en") }]} />
          </div>
        </Stack>
      }
      bar={
        <Button type="submit" disabled={!ready} loading={decide.isPending} leftSection={<IconWand size={16} aria-hidden />}>
          {t("decisions.run")}
        </Button>
      }
      live={
        <Stack gap="md" aria-live="polite">
          {decide.isPending && <PlotSkeleton height={240} />}
          {decide.error && (
            <div className="card">
              <ErrorState problem={asProblem(decide.error)} onRetry={run} compact />
            </div>
          )}
          {!decide.data && !decide.isPending && !decide.error && (
            <div className="card">
              <EmptyState title={t("decisions.start")} body={t("decisions.startBody")} />
            </div>
          )}
          {decide.data?.placements.map((one) => <Answer key={one.placement} decision={one} />)}
        </Stack>
      }
      below={
        <div className={classes.below}>
          {decide.data?.placements.map((one) => <ConsideredCard key={one.placement} decision={one} />)}
          {canMarket && <SegmentDecisions />}
        </div>
      }
    />
  );
}

/** What the client would be shown at a placement. */
function Answer({ decision }: { decision: PlacementDecision }) {
  const { t } = useTranslation();
  return (
    <Section title={decision.name} hint={decision.held_out ? t("decisions.heldOut") : undefined}>
      <Stack gap="sm">
        {decision.propositions.length === 0 ? (
          <EmptyState compact title={t("decisions.none")} body={t("decisions.noneBody")} />
        ) : (
          decision.propositions.map((one) => <PropositionCard key={one.id} proposition={one} />)
        )}
      </Stack>
    </Section>
  );
}
