import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useSegmentName } from "@/entities/segment-picker";
import { orderTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { DataTable } from "@/ui/table/data-table";
import { SimpleTable } from "@/ui/table/simple-table";
import { useClientContacts, useClientInteractions, useClientOrders, useClientSegments } from "./queries";

export function ClientOrders({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (minor: number | null | undefined) => <Money minor={minor} />;
  return (
    <DataTable
      plain
      label={t("clients.tab.orders")}
      data={useClientOrders(id)}
      rowId={(row) => row.id}
      rowName={(row) => row.reference}
      empty={<EmptyState compact title={t("clients.noOrders")} body={t("clients.noOrdersBody")} />}
      columns={[
        {
          key: "reference",
          title: t("orders.field.reference"),
          cell: (row) => (
            <RecordLink to="/orders/$id" params={{ id: row.id }} fz="inherit">
              {row.reference}
            </RecordLink>
          ),
        },
        { key: "day", title: t("orders.field.day"), phone: true, cell: (row) => format.day(row.order_day) },
        { key: "status", title: t("orders.field.status"), cell: (row) => <StateBadge tone={orderTone(row)}>{t(row.kind === "return" ? "orders.kind.return" : `orders.status.${row.status as "confirmed"}`)}</StateBadge> },
        { key: "channel", title: t("orders.field.channel"), cell: (row) => t(`channel.${row.channel as "web"}`, { defaultValue: row.channel }) },
        { key: "value", title: t("orders.field.value"), figure: true, phone: true, cell: (row) => money(row.value_minor) },
        { key: "margin", title: t("orders.field.margin"), figure: true, cell: (row) => money(row.margin_minor) },
      ]}
    />
  );
}

export function ClientInteractions({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      plain
      label={t("clients.tab.interactions")}
      data={useClientInteractions(id)}
      rowId={(row) => row.id}
      rowName={(row) => row.subject}
      empty={<EmptyState compact title={t("interactions.empty.title")} body={t("interactions.empty.body")} />}
      columns={[
        { key: "subject", title: t("interactions.field.subject"), cell: (row) => row.subject },
        { key: "at", title: t("interactions.field.at"), phone: true, cell: (row) => format.instant(row.at) },
        { key: "channel", title: t("interactions.field.channel"), phone: true, cell: (row) => t(`channel.${row.channel as "web"}`, { defaultValue: row.channel }) },
        { key: "direction", title: t("interactions.field.direction"), cell: (row) => t(`interactions.direction.${row.direction}`) },
      ]}
    />
  );
}

export function ClientContacts({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useClientContacts(id)} skeleton={<PlotSkeleton height={160} />}>
      {(contacts) => (
        <Section title={t("clients.tab.contacts")}>
          {contacts.items.length === 0 ? (
            <EmptyState compact title={t("contacts.empty.title")} body={t("contacts.empty.body")} />
          ) : (
            <SimpleTable
              label={t("clients.tab.contacts")}
              rows={contacts.items}
              rowId={(row) => row.id}
              columns={[
                { key: "name", title: t("contacts.field.name"), cell: (row) => row.name },
                { key: "role", title: t("contacts.field.role"), cell: (row) => row.role },
                { key: "email", title: t("contacts.field.email"), cell: (row) => row.email },
                { key: "phone", title: t("contacts.field.phone"), cell: (row) => row.phone },
                { key: "primary", title: t("contacts.field.primary"), cell: (row) => (row.is_primary ? t("state.yes") : "") },
              ]}
            />
          )}
        </Section>
      )}
    </Loaded>
  );
}

export function ClientSegments({ id }: { id: string }) {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  return (
    <Loaded query={useClientSegments(id)} skeleton={<PlotSkeleton height={120} />}>
      {(segments) => (
        <Section title={t("clients.tab.segments")} hint={t("clients.segmentsHint")}>
          {segments.items.length === 0 ? (
            <EmptyState compact title={t("clients.noSegments")} body={t("clients.noSegmentsBody")} />
          ) : (
            <Group gap="xs">
              {segments.items.map((segment) => (
                <RecordLink key={segment.id} to="/segments/$id" params={{ id: segment.id }}>
                  <StateBadge tone="good">{nameOf(segment)}</StateBadge>
                </RecordLink>
              ))}
            </Group>
          )}
        </Section>
      )}
    </Loaded>
  );
}
