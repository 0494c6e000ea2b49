import { Anchor, Checkbox, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePlacementChoices } from "@/entities/offer-choices";
import { useSegmentChoices, useSegmentName } from "@/entities/segment-picker";
import { randomKey } from "@/lib/random-key";
import { Section } from "@/ui/section";
import { DownloadMenu } from "@/ui/table/download-menu";
import { decideForSegment } from "./queries";

/** Decides for a whole segment at once: a file with a line per client and proposition, for a mailing or another system. */
export function SegmentDecisions() {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  const choices = useSegmentChoices();
  const segments = choices.data?.items ?? [];
  const placements = usePlacementChoices().data?.items ?? [];
  const [segment, setSegment] = useState<string | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const [record, setRecord] = useState(false);
  const [run, setRun] = useState({ key: "", of: "" });
  const asked = JSON.stringify([segment, codes]);
  const again = record && run.of === asked;
  /** The same question has the same key, whether its file came whole or not: it is decided and recorded once. */
  const keyOf = () => {
    if (!record) return undefined;
    if (again) return run.key;
    const key = randomKey();
    setRun({ key, of: asked });
    return key;
  };
  return (
    <Section title={t("decisions.batch.title")} hint={t("decisions.batch.hint")}>
      <Stack gap="sm">
        <Select label={t("decisions.batch.segment")} searchable nothingFoundMessage={t(choices.isPending ? "state.loading" : "list.noMatch")} value={segment} onChange={setSegment} data={segments.map((one) => ({ value: one.id, label: nameOf(one) }))} />
        <MultiSelect label={t("decisions.placements")} data={placements.map((one) => ({ value: one.code, label: one.name }))} value={codes} onChange={setCodes} />
        <Checkbox label={t("decisions.batch.record")} description={t("decisions.batch.recordHint")} checked={record} onChange={(event) => setRecord(event.currentTarget.checked)} />
        {segment && codes.length > 0 ? (
          <DownloadMenu onPick={(format) => decideForSegment({ segment_id: segment, placements: codes, preview: !record, key: keyOf(), format, bom: format === "csv" })} />
        ) : (
          <Text fz="sm" c="dimmed">
            {t("decisions.batch.start")}
          </Text>
        )}
        {again && (
          <Text fz="sm" c="dimmed">
            {t("decisions.batch.again")}{" "}
            <Anchor component="button" type="button" fz="sm" onClick={() => setRun({ key: "", of: "" })}>
              {t("decisions.batch.anew")}
            </Anchor>
          </Text>
        )}
      </Stack>
    </Section>
  );
}
