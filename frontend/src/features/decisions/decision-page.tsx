import { Button, Code, MultiSelect, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconWand } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "@/entities/client-picker";
import { useCan } from "@/entities/me";
import { usePlacementChoices } from "@/entities/offer-choices";
import { PropositionCard } from "@/entities/proposition-card";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { asProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/empty-state";
import { ErrorState } from "@/ui/error-state";
import { EditorPage } from "@/ui/page/editor-page";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
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
          {canMarket && <SegmentDecisions />}
        </Stack>
      }
    />
  );
}

function Answer({ decision }: { decision: PlacementDecision }) {
  const { t } = useTranslation();
  const format = useFormat();
  const considered = decision.considered ?? [];
  return (
    <Section title={decision.name} hint={decision.held_out ? t("decisions.heldOut") : undefined}>
      <Stack gap="sm">
        {decision.propositions.length === 0 ? (
          <EmptyState compact title={t("decisions.none")} body={t("decisions.noneBody")} />
        ) : (
          decision.propositions.map((one) => <PropositionCard key={one.id} proposition={one} />)
        )}
        {considered.length > 0 && (
          <>
            <Text fz="sm" fw={600} mt="xs">
              {t("decisions.considered")}
            </Text>
            <SimpleTable
              label={t("decisions.considered")}
              rows={considered}
              rowId={(row) => row.offer_id}
              columns={[
                {
                  key: "offer",
                  title: t("decisions.offer"),
                  cell: (row) => (
                    <RecordLink to="/offers/$id" params={{ id: row.offer_id }} fz="inherit">
                      {row.offer_name}
                    </RecordLink>
                  ),
                },
                { key: "eligible", title: t("decisions.eligible"), cell: (row) => <StateBadge tone={row.eligible ? "good" : "plain"}>{row.eligible ? t("state.yes") : t("state.no")}</StateBadge> },
                { key: "reason", title: t("decisions.reason"), cell: (row) => <Reason row={row} /> },
                { key: "caps", title: t("decisions.caps"), cell: (row) => row.caps.map((cap) => t("decisions.cap", { counted: format.number(cap.counted + cap.reserved), limit: format.number(cap.limit), event: t(`caps.event.${cap.event}`), per: t(`caps.per.${cap.per}`) })).join(", ") || "–" },
                { key: "score", title: t("decisions.score"), figure: true, cell: (row) => <span title={t("decisions.parts", { base: format.number(row.score_parts.base, 3), propensity: format.number(row.score_parts.propensity, 3), value: format.number(row.score_parts.value, 3), boost: format.number(row.score_parts.boost, 2) })}>{format.number(row.score, 3)}{row.raised ? " ↑" : ""}</span> },
                { key: "propensity", title: t("decisions.propensity"), figure: true, cell: (row) => (row.rank === null ? "–" : format.share(row.propensity, 1)) },
                { key: "rank", title: t("decisions.rankField"), figure: true, cell: (row) => format.number(row.rank) },
              ]}
            />
            <Text fz="xs" c="dimmed">
              <Code>POST /api/v1/decisions</Code>
            </Text>
          </>
        )}
      </Stack>
    </Section>
  );
}

/** The first rule that failed, and the test of it that did. */
function Reason({ row }: { row: NonNullable<PlacementDecision["considered"]>[number] }) {
  const { t } = useTranslation();
  if (!row.failed_rule) return <>–</>;
  return (
    <>
      {t(`decisions.rule.${row.failed_rule}`)}
      {row.failed_leaf && (
        <Text fz="xs" c="dimmed">
          {row.failed_leaf.words}
        </Text>
      )}
    </>
  );
}
