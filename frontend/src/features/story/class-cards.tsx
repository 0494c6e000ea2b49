import { useTranslation } from "react-i18next";
import type { Portfolio } from "@/entities/portfolio";
import { RecordLink } from "@/entities/record-link";
import { classLook, classOrder, type ClassMeasure } from "@/ui/chart/class-look";
import { MiniShares, type MiniPart } from "@/ui/chart/mini";
import { useLook } from "@/ui/chart/use-look";
import type { LifeStage, Matrix, Relationship } from "./queries";
import { StoryCard } from "./story-card";

/** A class as a part of a small bar, leading to its clients. */
function usePart(measure: ClassMeasure) {
  const look = useLook();
  return (name: string, share: number, value: string, search: Record<string, string | undefined>): MiniPart => {
    const { label, color } = classLook(look, measure, name);
    return { key: name, color, share, value, name: <RecordLink to="/clients" search={search as never} fz="inherit">{label}</RecordLink> };
  };
}

/** Who brings the value. */
export function ValueCard({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const { format } = useLook();
  const part = usePart("abc");
  const { abc, pareto, run } = portfolio;
  return (
    <StoryCard title={t("story.value")} to="/portfolio/value" measure="abc" updated={format.day(run.as_of, "long")} finding={t("portfolio.finding", { clients: format.share(0.2), value: format.share(pareto.value_share_of_top20) })}>
      <MiniShares
        parts={abc.classes
          .filter((one) => one.abc !== "none")
          .map((one) => part(one.abc, one.value_share, t("story.valueShares", { clients: format.share(one.client_share), value: format.share(one.value_share) }), { abc: one.abc, sort: "-revenue" }))}
      />
    </StoryCard>
  );
}

/** The groups that call for something. */
const telling = ["champions", "new", "at_risk", "cannot_lose"];

/** Who is close, who drifts away. */
export function RfmStoryCard({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation();
  const { format } = useLook();
  const part = usePart("rfm_group");
  const drifting = portfolio.clients_at_risk;
  return (
    <StoryCard
      title={t("story.rfm")}
      to="/portfolio/rfm"
      measure="rfm"
      updated={format.day(portfolio.run.as_of, "long")}
      finding={drifting > 0 ? t("portfolio.rfmFinding", { count: drifting, amount: format.money(portfolio.value_at_risk_minor, "short") }) : t("portfolio.rfmFindingNone")}
    >
      <MiniShares listed={telling} parts={portfolio.rfm.groups.map((one) => part(one.group, one.client_share, t("charts.clients", { count: one.clients }), { rfm_group: one.group, sort: "-revenue" }))} />
    </StoryCard>
  );
}

/** What clients are worth against what they could be worth. */
export function MatrixStoryCard({ report }: { report: Matrix }) {
  const { t } = useTranslation();
  const { format } = useLook();
  const part = usePart("quadrant");
  const under = report.quadrants.find((one) => one.quadrant === "underdeveloped");
  return (
    <StoryCard
      title={t("story.matrix")}
      to="/portfolio/matrix"
      measure="quadrant"
      updated={format.day(report.run.as_of, "long")}
      finding={under && under.clients > 0 ? t("matrix.finding", { count: under.clients, potential: format.money(under.potential_minor, "short"), actual: format.money(under.actual_minor, "short") }) : t("matrix.findingNone")}
    >
      <MiniShares
        parts={report.quadrants.map((one) =>
          part(one.quadrant, one.client_share, t("story.clientsAndValue", { clients: format.number(one.clients), value: format.money(one.actual_minor, "short") }), { quadrant: one.quadrant, sort: "-potential", division_id: report.division_id ?? undefined }),
        )}
      />
    </StoryCard>
  );
}

/** Where clients are in their own cycle. */
export function LifeStageStoryCard({ report }: { report: LifeStage }) {
  const { t } = useTranslation();
  const { format } = useLook();
  const part = usePart("life_stage");
  const stage = (name: string) => report.stages.find((one) => one.stage === name);
  return (
    <StoryCard
      title={t("story.lifeStage")}
      to="/portfolio/life-stage"
      measure="lifeStage"
      updated={format.day(report.run.as_of, "long")}
      finding={t("lifeStage.finding", { count: stage("due")?.clients ?? 0, late: format.number(stage("late")?.clients ?? 0), amount: format.money(stage("late")?.value_minor ?? 0, "short") })}
    >
      <MiniShares
        parts={(classOrder.life_stage ?? []).flatMap((name) => {
          const one = stage(name);
          return one ? [part(name, one.clients, t("story.clientsAndValue", { clients: format.number(one.clients), value: format.money(one.value_minor, "short") }), { life_stage: name, sort: "due", division_id: report.division_id ?? undefined })] : [];
        })}
      />
    </StoryCard>
  );
}

/** Where the relationship stands. */
export function RelationshipStoryCard({ report }: { report: Relationship }) {
  const { t } = useTranslation();
  const { format } = useLook();
  const part = usePart("relationship");
  const state = (name: string) => report.states.find((one) => one.state === name);
  return (
    <StoryCard
      title={t("story.relationship")}
      to="/portfolio/relationship"
      measure="relationship"
      updated={format.day(report.run.as_of, "long")}
      finding={t("relationship.finding", { loyal: format.share(state("loyal")?.client_share ?? 0), count: state("doubtful")?.clients ?? 0, amount: format.money(state("doubtful")?.revenue_minor ?? 0, "short") })}
    >
      <MiniShares
        parts={["loyal", "potential", "doubtful"].flatMap((name) => {
          const one = state(name);
          return one ? [part(name, one.client_share, t("story.clientsAndValue", { clients: format.number(one.clients), value: format.money(one.revenue_minor, "short") }), { relationship: name, sort: "-revenue", division_id: report.division_id ?? undefined })] : [];
        })}
      />
    </StoryCard>
  );
}
