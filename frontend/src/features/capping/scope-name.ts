import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useCollectionChoices, useOfferChoices, usePlacementChoices } from "@/entities/offer-choices";
import { nameIn } from "@/lib/name-in";
import type { Rule } from "./queries";

type Named = { data: { items: readonly { id: string; name: string }[] } | undefined; isPending: boolean };

/** The name of what a capping rule caps. */
export function useScopeName() {
  const { t } = useTranslation();
  const offer = useOfferChoices();
  const placement = usePlacementChoices();
  const collection = useCollectionChoices();
  return useCallback(
    ({ scope, scope_id }: Pick<Rule, "scope" | "scope_id">) => {
      if (scope === "all") return t("capping.scope.all");
      const among: Named = { offer, placement, collection }[scope];
      return nameIn(among, scope_id ?? "", t(`capping.kind.${scope}`));
    },
    [t, offer.data, offer.isPending, placement.data, placement.isPending, collection.data, collection.isPending],
  );
}
