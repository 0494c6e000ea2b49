import { Button, Group, Text } from "@mantine/core";
import { IconClockPause, IconHandStop, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCapWords } from "@/entities/cap-words";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { useCapActions, useCapSettings, useRules, type Rule } from "./queries";
import { ReserveForm } from "./reserve-form";
import { RuleForm } from "./rule-form";
import { useScopeName } from "./scope-name";

const route = getRouteApi("/signed/capping");
const scopes = ["all", "collection", "placement", "offer"] as const;

/** Every capping rule: those of everything and of collections, changed here, and those of offers and placements, changed there. */
export function CappingListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useCapWords();
  const search = route.useSearch();
  const canManage = useCan("manage");
  const nameOf = useScopeName();
  const settings = useCapSettings().data;
  const [editing, setEditing] = useState<Rule | "new" | null>(null);
  const [reserving, setReserving] = useState(false);
  const columns = useMemo<Column<Rule>[]>(
    () => [
      { key: "scope", title: t("capping.field.scope"), fixed: true, cell: (row) => <Scope rule={row} name={nameOf(row)} />, text: nameOf },
      { key: "rule", title: t("capping.field.rule"), phone: true, cell: words, text: words },
      { key: "counted", title: t("capping.field.counted"), figure: true, phone: true, cell: (row) => <Counted rule={row} />, text: (row) => String(row.counted ?? "") },
      { key: "created_at", title: t("capping.field.created"), figure: true, sort: "created_at", hidden: true, cell: (row) => format.instant(row.created_at), text: (row) => row.created_at },
      ...(canManage ? [{ key: "do", title: t("capping.field.do"), phone: true, figure: true, cell: (row: Rule) => isOwn(row) && <RowActions rule={row} name={`${nameOf(row)}, ${words(row)}`} onChange={() => setEditing(row)} /> }] : []),
    ],
    [t, format, words, nameOf, canManage],
  );
  const add = canManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("capping.add")}
    </Button>
  );
  const reserve = canManage && settings && (
    <Button variant="default" leftSection={<IconClockPause size={16} aria-hidden />} onClick={() => setReserving(true)}>
      {t("capping.reserve.open", { count: settings.reserve_minutes })}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="capping"
        title={t("capping.title")}
        lead={settings ? `${t("capping.lead")} ${t("capping.reserve.lead", { count: settings.reserve_minutes })}` : t("capping.lead")}
        actions={<>{reserve}{add}</>}
        columns={columns}
        filters={[{ key: "scope", label: t("capping.field.scope"), options: scopes.map((value) => ({ value, label: t(`capping.scope.${value}`) })) }]}
        data={useRules(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => `${nameOf(row)}, ${words(row)}`}
        empty={<EmptyState icon={<IconHandStop size={36} stroke={1.5} aria-hidden />} title={t("capping.empty.title")} body={t("capping.empty.body")} action={add} />}
      />
      <RuleForm opened={editing !== null} rule={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
      {settings && <ReserveForm opened={reserving} settings={settings} onClose={() => setReserving(false)} />}
    </>
  );
}

/** Rules of all offers and of collections are changed here, those of offers and placements in their forms. */
const isOwn = (rule: Rule): rule is Rule & { scope: "all" | "collection" } => rule.scope === "all" || rule.scope === "collection";

/** What a rule caps; offers and placements lead to where their rules are changed. */
function Scope({ rule, name }: { rule: Rule; name: string }) {
  const { t } = useTranslation();
  if (rule.scope === "all" || !rule.scope_id) return <b style={{ fontWeight: 500 }}>{name}</b>;
  const id = rule.scope_id;
  return (
    <Group gap={6} wrap="wrap" style={{ whiteSpace: "normal" }}>
      {rule.scope === "offer" ? (
        <RecordLink to="/offers/$id" params={{ id }} fz="inherit">
          {name}
        </RecordLink>
      ) : (
        <RecordLink to={rule.scope === "placement" ? "/placements" : "/collections"} search={{ preview: id }} fz="inherit">
          {name}
        </RecordLink>
      )}
      <Text span fz="xs" c="dimmed">
        {t(`capping.kind.${rule.scope}`)}
      </Text>
    </Group>
  );
}

/** How far a rule in total is filled in the present period; rules per client have a count for each client. */
function Counted({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rule.counted === null) return <Text span fz="sm" c="dimmed">{t("capping.each")}</Text>;
  return <>{t("capping.of", { counted: format.number(rule.counted), limit: format.number(rule.limit), share: format.share(rule.counted / rule.limit) })}</>;
}

function RowActions({ rule, name, onChange }: { rule: Rule & { scope: "all" | "collection" }; name: string; onChange: () => void }) {
  const { t } = useTranslation();
  const actions = useCapActions();
  const { act, busy } = useAct();
  const again = () => actions.create({ scope: rule.scope, ...(rule.scope_id ? { scope_id: rule.scope_id } : {}), event: rule.event, per: rule.per, reset: rule.reset, limit: rule.limit });
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" variant="default" aria-label={`${t("action.change")}: ${name}`} onClick={onChange}>
        {t("action.change")}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy} aria-label={`${t("action.remove")}: ${name}`} onClick={() => void act(() => actions.remove(rule.id), t("capping.removed"), again)}>
        {t("action.remove")}
      </Button>
    </Group>
  );
}
