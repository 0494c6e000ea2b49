import { Alert, Button, Text } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/api/api";
import { useFormat } from "@/i18n/use-format";
import { FormBody, FormModal } from "@/ui/form-modal";
import { useAct } from "@/ui/use-submit";
import { useJobStarted } from "./jobs";
import { useCan } from "./me";

/** The button that starts a portfolio run, and its dialog with the as-of date. */
export function StartRun({ light }: { light?: boolean }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  if (!useCan("market")) return null;
  return (
    <>
      <Button variant={light ? "light" : "filled"} leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t("runs.start")}
      </Button>
      <FormModal opened={opened} onClose={() => setOpened(false)} title={t("runs.startTitle")}>
        <Dialog onClose={() => setOpened(false)} />
      </FormModal>
    </>
  );
}

function Dialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const suggestion = api.useQuery("get", "/portfolio/suggestion", {}).data;
  const start = useStart();
  const { act, busy } = useAct();
  const [asOf, setAsOf] = useState<string | null>(null);
  useEffect(() => {
    if (suggestion) setAsOf((before) => before ?? suggestion.as_of);
  }, [suggestion]);
  const old = suggestion?.stale;
  return (
    <FormBody
      busy={busy}
      onClose={onClose}
      button={t("runs.start")}
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => start(asOf ?? undefined), t("runs.started")).then(onClose);
      }}
    >
      {old && <Alert color="saffron">{t("runs.suggested", { day: format.day(suggestion.newest_order_day, "long") })}</Alert>}
      <DateInput label={t("runs.asOf")} description={t("runs.asOfHint")} value={asOf} onChange={setAsOf} valueFormat="D MMMM YYYY" />
      <Text fz="sm" c="dimmed">
        {t("runs.willDo")}
      </Text>
    </FormBody>
  );
}

function useStart() {
  const queryClient = useQueryClient();
  const started = useJobStarted();
  return async (asOf: string | undefined) => {
    await client.POST("/portfolio_runs", { body: asOf ? { as_of: asOf } : {} });
    started();
    await queryClient.invalidateQueries({ queryKey: ["get", "/portfolio_runs"] });
  };
}
