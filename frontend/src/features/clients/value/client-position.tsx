import { Alert, SimpleGrid, Stack } from "@mantine/core";
import { IconHourglass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { useClientValue } from "../queries";
import { Ahead } from "./ahead";
import { Bought, ServiceTier } from "./bought";
import { ClassRows } from "./class-rows";
import { CompanyGroup } from "./company-group";
import { Guards } from "./guards";
import { History } from "./history";
import { MatrixPlace } from "./matrix-place";
import type { ClientCard } from "./queries";
import { Relationship } from "./relationship";
import { Renewals } from "./renewals";

/** Everything that is known of a client's value: its place in every class with the reasons, what is ahead, and how it came there. */
export function ClientPosition({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useClientValue(id)} skeleton={<PlotSkeleton height={420} />}>
      {(card) =>
        card.run ? (
          <Position id={id} card={card} />
        ) : (
          <Section title={t("clientCard.stands")}>
            <EmptyState compact title={t("clients.value.noRun")} body={t("clients.value.noRunBody")} />
          </Section>
        )
      }
    </Loaded>
  );
}

function Position({ id, card }: { id: string; card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="md">
      {card.provisional && (
        <Alert color="saffron" icon={<IconHourglass size={18} aria-hidden />} title={t("clientCard.provisional")}>
          {t("clientCard.provisionalHint", { day: format.day(card.run?.as_of) })}
        </Alert>
      )}
      <ClassRows card={card} />
      <CompanyGroup card={card} />
      <Ahead card={card} />
      <Renewals card={card} />
      <Relationship id={id} card={card} />
      <MatrixPlace card={card} />
      <Guards id={id} card={card} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Bought card={card} />
        <ServiceTier card={card} />
      </SimpleGrid>
      <History card={card} />
    </Stack>
  );
}
