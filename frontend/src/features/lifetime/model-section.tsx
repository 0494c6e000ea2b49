import { SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import { useFormat, type Format } from "@/i18n/use-format";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import { yearlyRate, leaving } from "./plain";
import type { Lifetime } from "./queries";

type Parameter = Lifetime["parameters"][number];

export const modelName = (t: TFunction, model: string) => t(`lifetime.models.${model as "bgnbd"}`, { defaultValue: model });

/** Which model, why, and what it says in plain words; the figures for those who check it. */
export function ModelSection({ lifetime }: { lifetime: Lifetime }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("lifetime.model.title")} hint={t("lifetime.model.hint")}>
      <Stack gap="lg">
        <Stack gap={6} maw={860}>
          {sentences(lifetime, t, format).map((sentence) => (
            <Text key={sentence} fz="sm">
              {sentence}
            </Text>
          ))}
        </Stack>
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
          {lifetime.parameters.length > 0 && (
            <Part title={t("lifetime.model.parameters")}>
              <Parameters label={t("lifetime.model.parameters")} rows={lifetime.parameters} />
            </Part>
          )}
          {lifetime.candidates.length > 0 && (
            <Part title={t("lifetime.model.candidates")} help={<MeasureHelp measure="likelihood" />}>
              <Candidates lifetime={lifetime} />
            </Part>
          )}
          <Spend lifetime={lifetime} />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

function Part({ title, help, children }: { title: string; help?: ReactNode; children: ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Title order={3} fz="sm" mb={6}>
        {title} {help}
      </Title>
      {children}
    </div>
  );
}

/** What the model is, why it was taken and what it says of the clients. */
function sentences(lifetime: Lifetime, t: TFunction, format: Format): string[] {
  const { method, model, reason, rate } = lifetime;
  if (method === "none") return [t("lifetime.model.none")];
  if (method === "pooled" || !model) {
    const said = [t("lifetime.model.pooled", { count: lifetime.clients, repeaters: format.number(lifetime.repeaters) })];
    if (rate) said.push(t("lifetime.model.rate", { rate: format.number(rate.yearly, 2), low: format.number(rate.low, 2), high: format.number(rate.high, 2) }));
    return said;
  }
  const said = [t(`lifetime.model.what.${model as "bgnbd"}`, { defaultValue: model })];
  if (reason === "chosen") said.push(t("lifetime.model.why.chosen"));
  else if (reason === "dropout_not_identified") said.push(t("lifetime.model.why.dropout", { ratio: format.number(lifetime.dropout_ratio, 1) }));
  else said.push(t("lifetime.model.why.best") + (lifetime.close.length > 0 ? ` ${t("lifetime.model.why.close", { models: lifetime.close.map((one) => modelName(t, one)).join(", ") })}` : ""));
  const yearly = yearlyRate(lifetime.parameters);
  if (yearly !== null) said.push(t("lifetime.model.pace", { rate: format.number(yearly, yearly < 10 ? 1 : 0) }));
  const gone = leaving(model, lifetime.parameters);
  if (gone) said.push(t(gone.per === "purchase" ? "lifetime.model.leavePurchase" : "lifetime.model.leaveYear", { share: format.share(gone.share, 1) }));
  if (lifetime.parameters.some((one) => one.standard_error !== null && one.standard_error > Math.abs(one.value))) said.push(t("lifetime.model.loose"));
  return said;
}

/** Four digits that count, about. */
const digitsOf = (value: number) => (Math.abs(value) < 10 ? 4 : Math.abs(value) < 1000 ? 2 : 0);

function Parameters({ label, rows }: { label: string; rows: readonly Parameter[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SimpleTable
      label={label}
      rows={rows}
      rowId={(row) => row.name}
      columns={[
        { key: "name", title: t("lifetime.model.parameter"), cell: (row) => <b>{t(`lifetime.parameter.sign.${row.name as "r"}`, { defaultValue: row.name })}</b> },
        { key: "value", title: t("lifetime.model.value"), figure: true, cell: (row) => format.number(row.value, digitsOf(row.value)) },
        { key: "error", title: t("lifetime.model.error"), figure: true, cell: (row) => (row.standard_error === null ? t("state.unknown") : `± ${format.number(row.standard_error, digitsOf(row.standard_error))}`) },
        { key: "says", title: t("lifetime.model.says"), cell: (row) => <span style={{ display: "block", whiteSpace: "normal", minWidth: 150, color: "var(--ink-soft)" }}>{t(`lifetime.parameter.${row.name as "r"}`, { defaultValue: "" })}</span> },
      ]}
    />
  );
}

function Candidates({ lifetime }: { lifetime: Lifetime }) {
  const { t } = useTranslation();
  const format = useFormat();
  const best = Math.max(...lifetime.candidates.map((one) => one.log_likelihood));
  return (
    <SimpleTable
      label={t("lifetime.model.candidates")}
      rows={lifetime.candidates}
      rowId={(row) => row.model}
      columns={[
        { key: "model", title: t("lifetime.model.model"), cell: (row) => modelName(t, row.model) },
        { key: "likelihood", title: "ln L", figure: true, cell: (row) => format.number(row.log_likelihood, 2) },
        { key: "behind", title: t("lifetime.model.behind"), figure: true, cell: (row) => format.number(best - row.log_likelihood, 2) },
        {
          key: "state",
          title: "",
          cell: (row) =>
            row.model === lifetime.model ? (
              <StateBadge tone="good">{t("lifetime.model.taken")}</StateBadge>
            ) : lifetime.close.includes(row.model) ? (
              <StateBadge tone="warm">{t("lifetime.model.asGood")}</StateBadge>
            ) : row.converged ? null : (
              <StateBadge tone="bad">{t("lifetime.model.notConverged")}</StateBadge>
            ),
        },
      ]}
    />
  );
}

/** What a purchase brings, and whether frequent buyers spend as others do. */
function Spend({ lifetime }: { lifetime: Lifetime }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { spend, independence } = lifetime;
  if (!spend && !independence) return null;
  const tone = { independent: "good", weak: "warm", dependent: "bad", too_few: "plain" } as const;
  return (
    <>
      {spend && (
        <Part title={t("lifetime.spend.title")}>
          <Text fz="sm" mb="xs">
            {spend.mean_minor === null ? t("lifetime.spend.infinite") : t("lifetime.spend.mean", { amount: format.money(spend.mean_minor, "whole") })} {t("lifetime.spend.clients", { count: spend.clients })}{" "}
            {spend.excluded > 0 && t("lifetime.spend.excluded", { count: spend.excluded })}
          </Text>
          <Parameters label={t("lifetime.spend.title")} rows={spend.parameters} />
        </Part>
      )}
      {independence && (
        <Part title={t("lifetime.independence.title")} help={<MeasureHelp measure="independence" />}>
          <StateBadge tone={tone[independence.verdict]}>{t(`lifetime.independence.word.${independence.verdict}`)}</StateBadge>
          <Text fz="sm" mt={6}>
            {t(`lifetime.independence.${independence.verdict}`)}
          </Text>
          <Text fz="sm" c="dimmed" className="tabular">
            {t("lifetime.independence.figure", { rho: format.number(independence.spearman, 2), low: format.number(independence.low, 2), high: format.number(independence.high, 2), count: independence.clients })}
          </Text>
        </Part>
      )}
    </>
  );
}
