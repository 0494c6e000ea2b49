import { Button, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { asProblem, type FieldFault } from "@/lib/problem";
import { Confirm } from "@/ui/confirm";
import { useAct } from "@/ui/use-submit";
import { useAudience, useCampaignActions, type Campaign } from "./queries";

type Props = { campaign: Campaign; dirty: boolean; onFaults: (faults: readonly FieldFault[]) => void };

/** Sends the campaign: the number on the button is the number that will be written to, and the person types it. */
export function LaunchButton({ campaign, dirty, onFaults }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const canManage = useCan("manage");
  const { data: audience, isPending } = useAudience(campaign);
  const actions = useCampaignActions();
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  const treated = audience?.treated ?? 0;
  const launch = async () => {
    try {
      await actions.launch(campaign, treated);
    } catch (thrown) {
      onFaults(asProblem(thrown).fields);
      throw thrown;
    }
  };
  const label = isPending ? t("campaigns.launchTitle") : treated > 0 ? t("campaigns.launch", { count: treated }) : t("campaigns.nobody");
  return (
    <>
      <Button
        leftSection={<IconSend size={16} aria-hidden />}
        loading={isPending}
        disabled={!canManage || dirty || treated === 0}
        title={canManage ? (dirty ? t("campaigns.saveFirst") : undefined) : t("campaigns.launchWho")}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <Confirm
        opened={asking}
        title={t("campaigns.launchTitle")}
        button={label}
        number={treated}
        busy={busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void act(launch, t("campaigns.launched")).then(() => setAsking(false))}
      >
        <Text fz="sm">{t("campaigns.launchBody", { count: treated, treated, control: format.number(audience?.control) })}</Text>
      </Confirm>
    </>
  );
}
