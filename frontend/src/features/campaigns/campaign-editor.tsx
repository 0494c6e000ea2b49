import { Button, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { campaignTone } from "@/entities/tones";
import { Crumb } from "@/ui/crumb";
import { EmptyState } from "@/ui/empty-state";
import { faultsByField } from "@/ui/fault-words";
import { LeaveGuard } from "@/ui/leave-guard";
import { notice } from "@/ui/notice";
import { EditorPage } from "@/ui/page/editor-page";
import { useAct, useSubmit } from "@/ui/use-submit";
import { AudienceCard } from "./audience-card";
import { inputOf } from "./campaign-form";
import { AudienceFields, SendingFields, WhatFields } from "./campaign-fields";
import { LaunchButton } from "./launch-button";
import { MessageFields } from "./message-fields";
import { MessagePreview } from "./message-preview";
import { useCampaignActions, type Campaign, type CampaignFields } from "./queries";

type Props = { campaign?: Campaign; segmentId?: string };

/** Writes a campaign; beside it, who would receive it and what they would read. */
export function CampaignEditor({ campaign, segmentId }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const canMarket = useCan("market");
  const actions = useCampaignActions();
  const { act } = useAct();
  const [saved, setSaved] = useState(false);
  const form = useForm<CampaignFields>({
    initialValues: inputOf(campaign, segmentId),
    validate: { name: (value) => (value.trim() ? null : t("error.required")), placement_id: (value) => (value === "" ? t("error.required") : null) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: CampaignFields) => (campaign ? actions.change(campaign, values) : actions.create(values)),
    async (kept) => {
      form.resetDirty();
      setSaved(true);
      notice.done(t("state.saved"));
      if (!campaign) await navigate({ to: "/campaigns/$id", params: { id: kept.id }, replace: true, ignoreBlocker: true });
    },
  );
  const dirty = form.isDirty();
  return (
    <>
      <LeaveGuard dirty={dirty && !saved} />
      <EditorPage
        title={campaign?.name ?? t("campaigns.add")}
        crumb={<Crumb to="/campaigns">{t("campaigns.title")}</Crumb>}
        badges={campaign && <StateBadge tone={campaignTone(campaign.state)}>{t("campaigns.state.draft")}</StateBadge>}
        actions={
          campaign &&
          canMarket && (
            <>
              <Button
                variant="default"
                onClick={() =>
                  void act(
                    async () => {
                      await actions.archive(campaign.id);
                      await navigate({ to: "/campaigns" });
                    },
                    t("state.archived"),
                    () => actions.restore(campaign.id),
                  )
                }
              >
                {t("action.archive")}
              </Button>
              <LaunchButton campaign={campaign} dirty={dirty} onFaults={(faults) => form.setErrors(faultsByField(t, faults))} />
            </>
          )
        }
        onSubmit={form.onSubmit(submit)}
        form={
          <fieldset disabled={!canMarket} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Stack gap="xl" pb="md">
              <WhatFields form={form} />
              <AudienceFields form={form} />
              <MessageFields form={form} />
              <SendingFields form={form} />
            </Stack>
          </fieldset>
        }
        bar={
          canMarket && (
            <Button type="submit" loading={busy} disabled={Boolean(campaign) && !dirty}>
              {t("campaigns.save")}
            </Button>
          )
        }
        live={
          campaign ? (
            <Stack gap="md">
              <AudienceCard campaign={campaign} />
              <MessagePreview campaign={campaign} canTest={canMarket} />
            </Stack>
          ) : (
            <div className="card">
              <EmptyState title={t("campaigns.preview")} body={t("campaigns.saveFirst")} />
            </div>
          )
        }
      />
    </>
  );
}
