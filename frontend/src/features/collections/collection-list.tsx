import { Button, Code, Group, MultiSelect, Stack, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus, IconStack2 } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useOfferChoices } from "@/entities/offer-choices";
import { optionsIn } from "@/lib/name-in";
import { slug } from "@/lib/slug";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { FormBody, FormModal } from "@/ui/form-modal";
import { ListScreen } from "@/ui/list-screen";
import { notice } from "@/ui/notice";
import type { Column } from "@/ui/table/columns";
import { useAct, useSubmit } from "@/ui/use-submit";
import { useCollectionActions, useCollections, type Collection } from "./queries";

const route = getRouteApi("/signed/collections");
const kinds = ["discount", "bundle", "service", "gift", "information", "event"] as const;

/** Named groups of offers that strategies choose from. */
export function CollectionListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const [editing, setEditing] = useState<Collection | "new" | null>(null);
  const holds = useHolds();
  const columns: Column<Collection>[] = [
    { key: "name", title: t("collections.field.name"), fixed: true, sort: "name", cell: (row) => <b style={{ fontWeight: 500 }}>{row.name}</b>, text: (row) => row.name },
    { key: "code", title: t("collections.field.code"), phone: true, cell: (row) => <Code>{row.code}</Code>, text: (row) => row.code },
    { key: "holds", title: t("collections.field.holds"), cell: holds, text: holds },
  ];
  const add = canMarket && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("collections.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="collections"
        title={t("collections.title")}
        lead={t("collections.lead")}
        actions={add}
        columns={columns}
        filters={[{ key: "state", label: t("clients.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) }]}
        searchWords={t("collections.field.name")}
        data={useCollections(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        preview={(row) => <Preview collection={row} onChange={() => setEditing(row)} />}
        empty={<EmptyState icon={<IconStack2 size={36} stroke={1.5} aria-hidden />} title={t("collections.empty.title")} body={t("collections.empty.body")} action={add} />}
      />
      <FormModal opened={editing !== null} onClose={() => setEditing(null)} title={editing === "new" ? t("collections.add") : t("collections.change")}>
        <Fields collection={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
      </FormModal>
    </>
  );
}

/** What a collection holds, in words. */
function useHolds() {
  const { t } = useTranslation();
  return (row: Collection) => {
    const parts = [
      ...row.kinds.map((kind) => t(`offers.kind.${kind as "discount"}`)),
      ...row.tags.map((tag) => `#${tag}`),
      ...(row.offer_ids.length ? [t("collections.offers", { count: row.offer_ids.length })] : []),
    ];
    return parts.length ? parts.join(", ") : t("collections.everything");
  };
}

function Preview({ collection, onChange }: { collection: Collection; onChange: () => void }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const actions = useCollectionActions();
  const { act } = useAct();
  const holds = useHolds();
  const archived = collection.state === "archived";
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {collection.name}
      </Title>
      {collection.description && <Text fz="sm">{collection.description}</Text>}
      <Facts facts={[{ label: t("collections.field.code"), value: <Code>{collection.code}</Code> }, { label: t("collections.field.holds"), value: holds(collection) }]} />
      {canMarket && (
        <Group gap="xs">
          <Button variant="light" onClick={onChange}>
            {t("action.change")}
          </Button>
          <Button variant="default" onClick={() => void (archived ? act(() => actions.restore(collection.id), t("state.restored")) : act(() => actions.archive(collection.id), t("state.archived"), () => actions.restore(collection.id)))}>
            {archived ? t("action.restore") : t("action.archive")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Fields({ collection, onClose }: { collection?: Collection; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useCollectionActions();
  const offers = useOfferChoices();
  const form = useForm({
    initialValues: { name: collection?.name ?? "", code: collection?.code ?? "", description: collection?.description ?? "", kinds: collection?.kinds ?? [], tags: collection?.tags ?? [], offer_ids: collection?.offer_ids ?? [] },
    validate: { name: (value) => (value.trim() ? null : t("error.required")), code: (value) => (value.trim() ? null : t("error.required")) },
  });
  const { submit, busy } = useSubmit(
    form,
    (values: typeof form.values) => (collection ? actions.change(collection, values) : actions.create(values)),
    () => {
      notice.done(t("state.saved"));
      onClose();
    },
  );
  return (
    <FormBody onSubmit={form.onSubmit(submit)} onClose={onClose} busy={busy} button={collection ? t("action.save") : t("collections.add")}>
      <TextInput
        label={t("collections.field.name")}
        data-autofocus
        {...form.getInputProps("name")}
        onChange={(event) => {
          const name = event.currentTarget.value;
          if (!collection && form.values.code === slug(form.values.name)) form.setFieldValue("code", slug(name));
          form.setFieldValue("name", name);
        }}
      />
      <TextInput label={t("collections.field.code")} {...form.getInputProps("code")} />
      <Textarea label={t("collections.field.description")} autosize minRows={1} {...form.getInputProps("description")} />
      <Text fz="sm" c="dimmed">
        {t("collections.hint")}
      </Text>
      <MultiSelect label={t("collections.field.kinds")} data={kinds.map((value) => ({ value, label: t(`offers.kind.${value}`) }))} {...form.getInputProps("kinds")} />
      <TagsInput label={t("collections.field.tags")} {...form.getInputProps("tags")} />
      <MultiSelect label={t("collections.field.offers")} searchable data={optionsIn(offers, form.values.offer_ids)} {...form.getInputProps("offer_ids")} />
    </FormBody>
  );
}
