import type { walletShares as en } from "../en/wallet-shares";
import type { SameKeys } from "../types";

export const walletShares: SameKeys<typeof en> = {
  title: "Parts de client",
  add: "Noter une part",
  change: "Modifier la part",
  empty: { title: "Aucune part de client", body: "Quelle part de ses achats un client fait chez vous : dite par lui, relevée par enquête ou estimée. Une part faible laisse de la place ; une part qui baisse dit qu’il achète ailleurs." },
  none: "Pas connue",
  noneBody: "Demandez à ce client quelle part de ses achats il fait chez vous : son potentiel n’en sera que plus juste.",
  field: { share: "Part achetée ici", method: "Comment on le sait", day: "Jour", what: "De ses achats de", state: "État" },
  shareHint: "Plus de 0, au plus 100 %.",
  range: "Entre 0 et 100 %",
  method: { declared: "Dit par le client", survey: "Enquête", estimated: "Estimée" },
  state: { active: "Compte", archived: "Archivée" },
  counts: "La plus récente compte, pendant 24 mois.",
};
