import { Group, Loader, Stack, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconCloudUpload, IconFileSpreadsheet } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/lib/problem";
import { Crumb } from "@/ui/crumb";
import { notice } from "@/ui/notice";
import { WizardPage } from "@/ui/page/wizard-page";
import { useImportActions } from "./queries";
import { useImportSteps } from "./import-steps";

/** The first step of an import: the file. */
export function UploadPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useImportActions();
  const steps = useImportSteps();
  const [sending, setSending] = useState<string | null>(null);
  const take = async ([file]: File[]) => {
    if (!file) return;
    setSending(file.name);
    try {
      const made = await actions.upload(file);
      await navigate({ to: "/imports/$id", params: { id: made.id } });
    } catch (thrown) {
      notice.failed(asProblem(thrown));
      setSending(null);
    }
  };
  return (
    <WizardPage title={t("imports.new")} crumb={<Crumb to="/imports">{t("imports.title")}</Crumb>} lead={t("imports.lead")} steps={steps} at={0}>
      <Dropzone onDrop={(files) => void take(files)} multiple={false} disabled={sending !== null} p="xl" radius="lg" aria-label={t("imports.drop")} inputProps={{ "aria-label": t("imports.drop") }}>
        <Stack align="center" gap="xs" py="xl" style={{ pointerEvents: "none" }}>
          {sending ? <Loader /> : <IconCloudUpload size={44} stroke={1.3} color="var(--brand)" aria-hidden />}
          <Text fz="lg" fw={600} ta="center" ff="var(--display)">
            {sending ? t("imports.uploading", { name: sending }) : t("imports.drop")}
          </Text>
          <Group gap={6} c="dimmed">
            <IconFileSpreadsheet size={16} aria-hidden />
            <Text fz="sm">{t("imports.dropHint")}</Text>
          </Group>
        </Stack>
      </Dropzone>
    </WizardPage>
  );
}
