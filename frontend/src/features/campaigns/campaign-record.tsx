import { Alert, Button, Progress, Stack, Text } from "@mantine/core";
import { IconCopy, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { campaignTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { Confirm } from "@/ui/confirm";
import { Crumb } from "@/ui/crumb";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { RecordPage } from "@/ui/page/record-page";
import { FiguresSkeleton } from "@/ui/skeletons";
import { useAct } from "@/ui/use-submit";
import { CampaignMembers } from "./campaign-members";
import { CampaignResults } from "./campaign-results";
import { MessagePreview } from "./message-preview";
import { isDecided } from "./campaign-form";
import { CampaignOffersTab } from "./offers-card";
import { isSending, useCampaignActions, useProgress, type Campaign } from "./queries";

const route = getRouteApi("/signed/campaigns/$id");

/** A campaign on its way or sent: progress, results, members, message. */
export function CampaignRecord({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { tab } = route.useSearch();
  return (
    <RecordPage
      title={campaign.name}
      crumb={<Crumb to="/campaigns">{t("campaigns.title")}</Crumb>}
      badges={<StateBadge tone={campaignTone(campaign.state)}>{t(`campaigns.state.${campaign.state}`)}</StateBadge>}
      lead={[t(`campaigns.objective.${campaign.objective}`), campaign.launched_at && format.instant(campaign.launched_at)].filter(Boolean).join(" · ")}
      actions={<Controls campaign={campaign} />}
      figures={
        <Stack gap="sm">
          {campaign.problem && <Alert color="brick">{campaign.problem}</Alert>}
          {campaign.state === "scheduled" && <Alert color="petrol">{t("campaigns.scheduled", { at: format.instant(campaign.scheduled_at) })}</Alert>}
          {campaign.launched_at && <Sent campaign={campaign} />}
        </Stack>
      }
      tab={tab}
      onTab={(key) => void navigate({ to: ".", search: { tab: key as "results" }, replace: true, resetScroll: false })}
      tabs={[
        { key: "results", title: t("campaigns.tab.results"), body: <CampaignResults campaign={campaign} /> },
        ...(isDecided(campaign) ? [{ key: "offers", title: t("campaigns.tab.offers"), body: <CampaignOffersTab key={campaign.state} campaign={campaign} /> }] : []),
        { key: "members", title: t("campaigns.tab.members"), body: <CampaignMembers id={campaign.id} /> },
        { key: "message", title: t("campaigns.tab.message"), body: <MessagePreview campaign={campaign} /> },
      ]}
    />
  );
}

function Controls({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const canManage = useCan("manage");
  const actions = useCampaignActions();
  const { act, busy } = useAct();
  const [stopping, setStopping] = useState(false);
  const canMarket = useCan("market");
  const navigate = useNavigate();
  const copy = async () => {
    const made = await actions.copy(campaign.id);
    await navigate({ to: "/campaigns/$id", params: { id: made.id } });
  };
  const duplicate = canMarket && (
    <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void act(copy, t("campaigns.copied"))}>
      {t("action.duplicate")}
    </Button>
  );
  if (!canManage) return duplicate;
  return (
    <>
      {duplicate}
      {campaign.state === "scheduled" && (
        <Button variant="default" loading={busy} onClick={() => void act(() => actions.unschedule(campaign.id))}>
          {t("campaigns.unschedule")}
        </Button>
      )}
      {isSending(campaign) && (
        <Button variant="default" loading={busy} leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => void act(() => actions.pause(campaign.id), t("campaigns.paused"))}>
          {t("campaigns.pause")}
        </Button>
      )}
      {campaign.state === "paused" && (
        <Button loading={busy} leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => void act(() => actions.resume(campaign.id), t("campaigns.resumed"))}>
          {t("campaigns.resume")}
        </Button>
      )}
      {(isSending(campaign) || campaign.state === "paused") && (
        <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={() => setStopping(true)}>
          {t("campaigns.cancel")}
        </Button>
      )}
      <Confirm
        opened={stopping}
        danger
        title={t("campaigns.cancel")}
        button={t("campaigns.cancel")}
        busy={busy}
        onClose={() => setStopping(false)}
        onConfirm={() => void act(() => actions.cancel(campaign.id), t("campaigns.stopped")).then(() => setStopping(false))}
      >
        {t("campaigns.cancelBody")}
      </Confirm>
    </>
  );
}

function Sent({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useProgress(campaign)} skeleton={<FiguresSkeleton />} compact>
      {(progress) => {
        const over = progress.total - progress.queued - progress.sending;
        return (
          <Stack gap="sm">
            {over < progress.total && (
              <div className="card" style={{ padding: "12px 16px" }}>
                <Text fz="sm" mb={6} className="tabular">
                  {t("campaigns.progressOf", { done: over, total: progress.total })}
                </Text>
                <Progress value={progress.total > 0 ? (100 * over) / progress.total : 0} animated={isSending(campaign)} aria-label={t("campaigns.progress")} />
              </div>
            )}
            <FigureStrip>
              <Figure small label={t("campaigns.delivery.sent")} measure="reach" value={format.number(progress.sent)} foot={t("campaigns.progressOf", { done: progress.sent, total: progress.total })} />
              <Figure small label={t("campaigns.delivery.failed")} value={format.number(progress.failed)} />
              {(progress.skipped > 0 || isDecided(campaign)) && (
                <Figure small label={t("campaigns.delivery.skipped")} value={format.number(progress.skipped)} foot={progress.announced.no_offer > 0 ? t("campaigns.announcedNoOffer", { count: progress.announced.no_offer, clients: format.number(progress.announced.no_offer) }) : undefined} />
              )}
              <Figure small label={t("campaigns.delivery.unsure")} value={format.number(progress.unsure)} />
              <Figure small label={t("campaigns.delivery.unsubscribed")} value={format.number(progress.unsubscribed)} />
            </FigureStrip>
          </Stack>
        );
      }}
    </Loaded>
  );
}
