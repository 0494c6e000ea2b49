import { Button, Group, Stack, Text } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconPencil } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AbcBadge, ClassBadge, RfmBadge } from "@/entities/class-badge";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Crumb } from "@/ui/crumb";
import { Facts } from "@/ui/facts";
import { Loaded } from "@/ui/loaded";
import { RecordPage } from "@/ui/page/record-page";
import { Section } from "@/ui/section";
import { RecordSkeleton } from "@/ui/skeletons";
import { useAct } from "@/ui/use-submit";
import { ClientAttributes } from "./client-attributes";
import { ClientConsents } from "./client-consents";
import { ClientForm } from "./client-form";
import { ClientContacts, ClientInteractions, ClientOrders, ClientSegments } from "./client-lists";
import { ClientOffers } from "./client-offers";
import { ClientReceivables, ClientSubscriptions, ClientWalletShares } from "./client-records";
import { ClientFigures } from "./client-value";
import { clientTabs } from "./client-search";
import { useClient, useClientActions, useClientValue, type Client } from "./queries";
import { ClientPosition } from "./value/client-position";

const route = getRouteApi("/signed/clients/$id");

/** One client: what they are worth, what they bought, what was said, what they agreed to, what to offer now. */
export function ClientPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useClient(id)} skeleton={<div style={{ padding: 28 }}><RecordSkeleton /></div>}>
      {(client) => <ClientRecord client={client} />}
    </Loaded>
  );
}

function ClientRecord({ client }: { client: Client }) {
  const { t } = useTranslation();
  const { tab } = route.useSearch();
  const navigate = useNavigate();
  const bodies: Record<(typeof clientTabs)[number], React.ReactNode> = {
    value: <ClientPosition id={client.id} />,
    orders: <ClientOrders id={client.id} />,
    interactions: <ClientInteractions id={client.id} />,
    receivables: <ClientReceivables id={client.id} />,
    subscriptions: <ClientSubscriptions id={client.id} />,
    wallet: <ClientWalletShares id={client.id} />,
    contacts: <ClientContacts id={client.id} />,
    segments: <ClientSegments id={client.id} />,
    offers: <ClientOffers id={client.id} />,
    consents: <ClientConsents id={client.id} />,
  };
  const shown = clientTabs.filter((key) => key !== "contacts" || client.kind !== "b2c");
  return (
    <RecordPage
      title={client.name}
      crumb={<Crumb to="/clients">{t("clients.title")}</Crumb>}
      badges={<Badges client={client} />}
      lead={[t(`clients.kind.${client.kind as "b2c"}`), client.city, client.reference].filter(Boolean).join(" · ")}
      actions={<Actions client={client} />}
      figures={<ClientFigures id={client.id} />}
      tabs={shown.map((key) => ({ key, title: t(`clients.tab.${key}`), body: bodies[key] }))}
      tab={tab}
      onTab={(key) => void navigate({ to: ".", search: { tab: key as "value" }, replace: true, resetScroll: false })}
      side={
        <Stack gap="md">
          <Identity client={client} />
          <ClientAttributes id={client.id} />
        </Stack>
      }
    />
  );
}

function Badges({ client }: { client: Client }) {
  const { t } = useTranslation();
  const card = useClientValue(client.id).data;
  const value = card?.live ?? card?.published;
  return (
    <Group gap="xs">
      {value?.abc && value.abc !== "none" && <AbcBadge abc={value.abc} />}
      {value?.rfm_group && (
        <Text component="span" fz="sm">
          <RfmBadge group={value.rfm_group} />
        </Text>
      )}
      {value?.quadrant && (
        <Text component="span" fz="sm">
          <ClassBadge measure="quadrant" name={value.quadrant} />
        </Text>
      )}
      {value?.relationship === "doubtful" && (
        <Text component="span" fz="sm">
          <ClassBadge measure="relationship" name={value.relationship} />
        </Text>
      )}
      {card?.provisional && <StateBadge tone="warm">{t("clientCard.provisional")}</StateBadge>}
      {client.is_reference && <StateBadge tone="good">{t("clients.referenceClient")}</StateBadge>}
      {client.state === "archived" && <StateBadge>{t("clients.state.archived")}</StateBadge>}
    </Group>
  );
}

function Actions({ client }: { client: Client }) {
  const { t } = useTranslation();
  const canSell = useCan("sell");
  const actions = useClientActions();
  const { act, busy } = useAct();
  const [changing, setChanging] = useState(false);
  if (!canSell) return null;
  const archived = client.state === "archived";
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setChanging(true)}>
        {t("action.change")}
      </Button>
      <Button
        variant="default"
        loading={busy}
        leftSection={archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
        onClick={() =>
          void (archived
            ? act(() => actions.restore(client.id), t("state.restored"))
            : act(() => actions.archive(client.id), t("state.archived"), () => actions.restore(client.id)))
        }
      >
        {archived ? t("action.restore") : t("action.archive")}
      </Button>
      <ClientForm opened={changing} onClose={() => setChanging(false)} client={client} />
    </>
  );
}

function Identity({ client }: { client: Client }) {
  const { t } = useTranslation();
  const format = useFormat();
  const none = "–";
  return (
    <Section title={t("clients.identity")}>
      <Facts
        facts={[
          { label: t("clients.field.email"), value: client.email ? <a href={`mailto:${client.email}`} style={{ color: "var(--brand-ink)" }}>{client.email}</a> : none },
          { label: t("clients.field.phone"), value: client.phone ? <a href={`tel:${client.phone}`} style={{ color: "var(--brand-ink)" }}>{client.phone}</a> : none },
          { label: t("clients.field.address"), value: [client.line1, [client.postcode, client.city].filter(Boolean).join(" "), client.country && format.country(client.country)].filter(Boolean).join(", ") || none },
          { label: t("clients.field.language"), value: client.language === "fr" || client.language === "en" ? t(`language.${client.language}`) : client.language || none },
          { label: t("clients.field.source"), value: client.source || none },
          { label: t("clients.field.reference"), value: client.reference || none },
          { label: t("clients.field.created"), value: format.instant(client.created_at) },
        ]}
      />
    </Section>
  );
}
