import { useTranslation } from "react-i18next";
import { PropositionCard } from "@/entities/proposition-card";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { Stack } from "@mantine/core";
import { useClientOffers } from "./queries";

/** What would be offered to this client now, placement by placement. */
export function ClientOffers({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useClientOffers(id)} skeleton={<PlotSkeleton height={180} />}>
      {(decision) => {
        const placements = decision.placements.filter((placement) => placement.propositions.length > 0);
        if (placements.length === 0) {
          return (
            <Section title={t("clients.tab.offers")}>
              <EmptyState compact title={t("clients.noOffers")} body={t("clients.noOffersBody")} />
            </Section>
          );
        }
        return (
          <Stack gap="md">
            {placements.map((placement) => (
              <Section key={placement.placement} title={placement.name}>
                <Stack gap="sm">
                  {placement.propositions.map((proposition) => (
                    <PropositionCard key={proposition.id} proposition={proposition} />
                  ))}
                </Stack>
              </Section>
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}
