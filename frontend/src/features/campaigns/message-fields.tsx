import { Button, Group, Stack, Tabs, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import type { CampaignFormType } from "./campaign-fields";
import { fillIns, isDecided, textName } from "./campaign-form";

/** What the message says, in both languages, with fill-ins from the client's own data. */
export function MessageFields({ form }: { form: CampaignFormType }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [language, setLanguage] = useState<"fr" | "en">(format.language);
  const area = useRef<HTMLTextAreaElement>(null);
  const elsewhere = Object.keys(form.errors).filter((field) => /^(subject|html|text)_(en|fr)$/.test(field) && !field.endsWith(language));
  const html = `html_${language}` as const;
  const insert = (words: string) => {
    const text = form.values[html] ?? "";
    const at = area.current?.selectionStart ?? text.length;
    form.setFieldValue(html, text.slice(0, at) + words + text.slice(area.current?.selectionEnd ?? at));
    area.current?.focus();
  };
  return (
    <Stack gap="md">
      <div>
        <Title order={2} fz="md">
          {t("campaigns.section.message")}
        </Title>
        <Text fz="sm" c="dimmed">
          {t("campaigns.liquid", { example: "{{ client.first_name }}" })}
        </Text>
      </div>
      <Tabs value={language} onChange={(value) => setLanguage(value as "fr")}>
        <Tabs.List>
          <Tabs.Tab value="fr">{t("language.fr")}</Tabs.Tab>
          <Tabs.Tab value="en">{t("language.en")}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      {elsewhere.map((field) => (
        <Text key={field} fz="xs" c="var(--mantine-color-error)" role="alert">
          {[textName(t, field), form.errors[field]].filter(Boolean).join(" · ")}
        </Text>
      ))}
      <TextInput key={`subject-${language}`} label={t("campaigns.field.subject")} lang={language} {...form.getInputProps(`subject_${language}`)} />
      <div>
        <Textarea
          key={html}
          ref={area}
          label={t("campaigns.field.html")}
          lang={language}
          minRows={8}
          maxRows={22}
          styles={{ input: { fontFamily: "ui-monospace, monospace", fontSize: 13 } }}
          {...form.getInputProps(html)}
        />
        <Group gap={6} mt={8}>
          <Text fz="xs" c="dimmed">
            {t("campaigns.insert")}
          </Text>
          {fillIns(isDecided(form.values)).map((words) => (
            <Button key={words} size="compact-xs" variant="default" ff="monospace" onClick={() => insert(words)}>
              {words}
            </Button>
          ))}
        </Group>
      </div>
      <Textarea key={`text-${language}`} label={t("campaigns.field.text")} description={t("campaigns.field.textHint")} lang={language} minRows={3} maxRows={12} {...form.getInputProps(`text_${language}`)} />
    </Stack>
  );
}
