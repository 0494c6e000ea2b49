import type { records as en } from "../en/records";
import type { SameKeys } from "../types";

export const records: SameKeys<typeof en> = {
  client: "Client",
  allPurchases: "Tous ses achats",
  reference: "Référence",
  note: "Note",
  category: "Catégorie",
  division: "Division",
  see: "Tout voir",
  searchWords: "Référence ou note",
};
