import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useCollectionChoices, useOfferChoices, usePlacementChoices } from "@/entities/offer-choices";
import type { Rule } from "./queries";

type Named = { id: string; name: string };

/** The name of what a capping rule caps. */
export function useScopeName() {
  const { t } = useTranslation();
  const offers = useOfferChoices().data?.items;
  const placements = usePlacementChoices().data?.items;
  const collections = useCollectionChoices().data?.items;
  return useCallback(
    ({ scope, scope_id }: Pick<Rule, "scope" | "scope_id">) => {
      if (scope === "all") return t("capping.scope.all");
      const among: readonly Named[] | undefined = { offer: offers, placement: placements, collection: collections }[scope];
      return among?.find((one) => one.id === scope_id)?.name ?? t(`capping.kind.${scope}`);
    },
    [t, offers, placements, collections],
  );
}
