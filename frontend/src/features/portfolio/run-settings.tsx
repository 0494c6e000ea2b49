import { Accordion, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePublishedRuns, type Run } from "@/entities/runs";
import { settingGroups, useSettingsFacts } from "@/entities/settings-facts";
import { Facts } from "@/ui/facts";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";

/** The settings that a run was made with; what differs from the run before is marked, with what it was. */
export function RunSettings({ run }: { run: Run }) {
  return (
    <div style={{ marginTop: 18 }}>
      <Loaded query={usePublishedRuns()} skeleton={<PlotSkeleton height={320} />} compact>
        {(published) => <Compared run={run} before={published.find((one) => one.number < run.number)} />}
      </Loaded>
    </div>
  );
}

function Compared({ run, before }: { run: Run; before?: Run }) {
  const { t } = useTranslation();
  const read = useSettingsFacts();
  const now = read(run.settings);
  const then = before && read(before.settings);
  const mapChanged = before !== undefined && JSON.stringify(before.settings.rfm_map) !== JSON.stringify(run.settings.rfm_map);
  const groups = settingGroups.map((group) => ({
    group,
    facts: now[group].map((fact) => {
      const was = then?.[group].find((one) => one.key === fact.key)?.value;
      const differs = was !== undefined && (was !== fact.value || (fact.key === "rfm_map" && mapChanged));
      return { ...fact, was: differs ? was : undefined };
    }),
  }));
  const differing = groups.flatMap(({ facts }) => facts).filter((fact) => fact.was !== undefined).length;
  const hint = !before ? t("runs.settings.first") : differing === 0 ? t("runs.settings.same", { number: before.number }) : t("runs.settings.differ", { count: differing, number: before.number });
  return (
    <Section title={t("runs.settings.title")} hint={hint}>
      <Accordion multiple defaultValue={groups.filter(({ facts }) => facts.some((fact) => fact.was !== undefined)).map(({ group }) => group)} order={3} mx={-12} mb={-8}>
        {groups.map(({ group, facts }) => (
          <Accordion.Item key={group} value={group}>
            <Accordion.Control>
              <Text fz="sm" fw={600}>
                {t(`runSettings.group.${group}.title`)}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Facts
                facts={facts.map((fact) => ({
                  label: fact.label,
                  value:
                    fact.was === undefined ? (
                      fact.value
                    ) : (
                      <>
                        <b>{fact.value}</b> <span style={{ color: "var(--accent-ink)" }}>({t("runs.settings.was", { value: fact.was })})</span>
                      </>
                    ),
                }))}
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}
