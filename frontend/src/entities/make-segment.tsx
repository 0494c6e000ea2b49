import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/api";
import { notice } from "@/ui/notice";
import { useSubmit } from "@/ui/use-submit";

type Props = { clientIds: readonly string[]; onDone: () => void };

/** Makes a fixed segment of the clients picked. */
export function MakeSegment({ clientIds, onDone }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  const form = useForm({ initialValues: { name: "" }, validate: { name: (value) => (value.trim() ? null : t("error.required")) } });
  const { submit, busy } = useSubmit(
    form,
    async ({ name }: { name: string }) => (await client.POST("/segments", { body: { name, description: "", client_ids: [...clientIds] } })).data,
    async (segment) => {
      await queryClient.invalidateQueries({ queryKey: ["get", "/segments"] });
      setOpened(false);
      onDone();
      notice.done(t("segments.made"));
      if (segment) await navigate({ to: "/segments/$id", params: { id: segment.id } });
    },
  );
  const label = t("segments.makeOf", { count: clientIds.length });
  return (
    <>
      <Button size="compact-sm" variant="light" onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={label} closeButtonProps={{ "aria-label": t("action.close") }}>
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack>
            <TextInput label={t("segments.field.name")} data-autofocus {...form.getInputProps("name")} />
            <Group justify="flex-end">
              <Button type="submit" loading={busy}>
                {label}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
