import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "@/ui/button-link";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { RenewalRatePlot, renewalRateTable } from "@/ui/chart/renewal-rate-plot";
import { useLook } from "@/ui/chart/use-look";
import { Figure, FigureStrip } from "@/ui/figure";
import { Section } from "@/ui/section";
import type { Contracts } from "./queries";

/** Clients under contract: how many, what their contracts are still worth, and how they renew. */
export function ContractsSection({ contracts, updated }: { contracts: Contracts | null; updated: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  if (!contracts) {
    return (
      <Section title={t("lifetime.contracts.title")} hint={t("lifetime.contracts.none")} actions={<ButtonLink to="/subscriptions" variant="default" size="xs">{t("lifetime.contracts.see")}</ButtonLink>}>
        {null}
      </Section>
    );
  }
  const first = contracts.retention[0];
  const last = contracts.retention.at(-1);
  const title = first && last && last.period > first.period ? t("lifetime.contracts.plot", { first: format.share(first.rate), last: format.share(last.rate), n: last.period }) : t("lifetime.contracts.title");
  const note = contracts.assumed ? "assumed" : contracts.alike ? "alike" : "fitted";
  return (
    <Section title={t("lifetime.contracts.title")} hint={t("lifetime.contracts.hint")} actions={<ButtonLink to="/subscriptions" variant="default" size="xs">{t("lifetime.contracts.see")}</ButtonLink>}>
      <Stack gap="md">
        <FigureStrip>
          <Figure small label={t("lifetime.contracts.clients")} value={format.number(contracts.clients)} />
          <Figure small label={t("lifetime.contracts.running")} value={format.number(contracts.subscriptions)} />
          <Figure small label={t("lifetime.contracts.value")} measure="contractRetention" updated={updated} value={format.money(contracts.value_minor, "short")} exact={format.money(contracts.value_minor)} />
          {first && <Figure small label={t("lifetime.contracts.first")} measure="contractRetention" updated={updated} value={format.share(first.rate, 1)} />}
        </FigureStrip>
        {contracts.retention.length > 0 && (
          <ChartCard title={title} subtitle={t("lifetime.contracts.subtitle")} name="contract-retention" measure="contractRetention" table={renewalRateTable(contracts.retention, look)}>
            {(chart) => <RenewalRatePlot chart={chart} rates={contracts.retention} label={title} />}
          </ChartCard>
        )}
        <Text fz="sm" c="dimmed">
          {t(`lifetime.contracts.${note}`, { alpha: format.number(contracts.alpha, 3), beta: format.number(contracts.beta, 3) })}
        </Text>
      </Stack>
    </Section>
  );
}
