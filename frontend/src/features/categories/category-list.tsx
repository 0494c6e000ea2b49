import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconTags } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { nameIn, unread } from "@/lib/name-in";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { CategoryForm } from "./category-form";
import { useCategoryActions, useCategoryChoices, useCategoryList, useNorms, type Category, type Norm } from "./queries";

const route = getRouteApi("/signed/categories");

const daysPerMonth = 365.25 / 12;

const none: readonly never[] = [];

/** How norms are written: months that were declared, and the days that the run found, with how it knows them. */
function useNormWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const months = (value: number) => t("categories.monthsOf", { count: value });
  // Norms are good to three digits: tenths of a month only where it is short.
  const inMonths = (days: number) => format.number(days / daysPerMonth, days < 2 * 365 ? 1 : 0);
  return {
    declared: (row: Category) => (row.renewal_months === null ? "–" : months(row.renewal_months)),
    found: (norm: Norm | undefined) => (norm ? `${inMonths(norm.days)} ${t("categories.months")}` : "–"),
    source: (norm: Norm | undefined) => (norm ? t(`categories.source.${norm.source}`, { count: norm.intervals }) : t("categories.source.none")),
    range: (norm: Norm | undefined) => (norm ? t("categories.days", { low: format.number(Math.round(norm.low_days)), high: format.number(Math.round(norm.high_days)) }) : "–"),
  };
}

/** Categories of products, with the months after which what they hold is bought again. */
export function CategoryListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const { data: report, isPending } = useNorms();
  const choices = useCategoryChoices();
  const all = choices.data?.items ?? none;
  const words = useNormWords();
  const [editing, setEditing] = useState<Category | "new" | null>(null);
  const norms = useMemo(() => new Map((report?.categories ?? []).map((one) => [one.category?.id, one])), [report]);
  const parentOf = (row: Category) => (row.parent_id ? nameIn(choices, row.parent_id, "") : "");
  const columns: Column<Category>[] = [
    { key: "name", title: t("categories.field.name"), fixed: true, cell: (row) => <b style={{ fontWeight: 500 }}>{row.name}</b>, text: (row) => row.name },
    { key: "code", title: t("categories.field.code"), sort: "code", phone: true, cell: (row) => row.code, text: (row) => row.code },
    { key: "parent", title: t("categories.field.parent"), hidden: all.every((one) => one.parent_id === null), cell: parentOf, text: parentOf },
    { key: "declared", title: t("categories.field.declared"), figure: true, phone: true, cell: words.declared, text: (row) => String(row.renewal_months ?? "") },
    { key: "found", title: t("categories.field.found"), figure: true, phone: true, measure: "norm", cell: (row) => (isPending ? unread : words.found(norms.get(row.id))), text: (row) => String(norms.get(row.id)?.days ?? "") },
    { key: "source", title: t("categories.field.source"), cell: (row) => (isPending ? unread : words.source(norms.get(row.id))), text: (row) => norms.get(row.id)?.source ?? "" },
    { key: "state", title: t("categories.field.state"), hidden: true, cell: (row) => t(`categories.state.${row.state}`), text: (row) => row.state },
  ];
  const add = canMarket && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("categories.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="categories"
        title={t("categories.title")}
        lead={report ? t("categories.leadRun", { day: format.day(report.run.as_of) }) : t("categories.lead")}
        actions={add}
        columns={columns}
        data={useCategoryList(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        preview={(row) => <CategoryPreview category={row} norm={norms.get(row.id)} parent={parentOf(row)} onChange={() => setEditing(row)} />}
        empty={<EmptyState icon={<IconTags size={36} stroke={1.5} aria-hidden />} title={t("categories.empty.title")} body={t("categories.empty.body")} action={add} />}
      />
      <CategoryForm opened={editing !== null} category={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}

type PreviewProps = { category: Category; norm?: Norm; parent: string; onChange: () => void };

function CategoryPreview({ category, norm, parent, onChange }: PreviewProps) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const words = useNormWords();
  const { isPending } = useNorms();
  const actions = useCategoryActions();
  const { act, busy } = useAct();
  const archived = category.state === "archived";
  const set = (state: Category["state"]) => () => actions.setState(category.id, state);
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {category.name}
      </Title>
      <Facts
        facts={[
          { label: t("categories.field.code"), value: category.code },
          { label: t("categories.field.parent"), value: parent || "–" },
          { label: t("categories.field.declared"), value: words.declared(category) },
          { label: t("categories.field.found"), value: isPending ? unread : words.found(norm) },
          { label: t("categories.field.range"), value: isPending ? unread : words.range(norm) },
          { label: t("categories.field.state"), value: t(`categories.state.${category.state}`) },
        ]}
      />
      <Text fz="sm" c="dimmed">
        {isPending ? unread : words.source(norm)}
      </Text>
      <Group gap="xs">
        <ButtonLink size="xs" variant="light" to="/products" search={{ category_id: category.id }}>
          {t("categories.products")}
        </ButtonLink>
        {canMarket && (
          <>
            <Button size="xs" variant="default" onClick={onChange}>
              {t("action.change")}
            </Button>
            <Button size="xs" variant="default" loading={busy} onClick={() => void (archived ? act(set("active"), t("state.restored")) : act(set("archived"), t("state.archived"), set("active")))}>
              {t(archived ? "action.restore" : "action.archive")}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
