import type { subscriptions as en } from "../en/subscriptions";
import type { SameKeys } from "../types";

export const subscriptions: SameKeys<typeof en> = {
  title: "Abonnements",
  add: "Ajouter un abonnement",
  change: "Modifier l’abonnement",
  empty: { title: "Aucun abonnement", body: "Les contrats qui se renouvellent : entretien, location, adhésion. Leur taux de renouvellement dit combien de temps un client reste, et ce qu’il apportera encore." },
  none: "Aucun contrat",
  noneBody: "Ce client n’a pas de contrat qui se renouvelle.",
  field: { what: "Contrat", amount: "Par période", cost: "Coût par période", margin: "Marge par période", period: "Période", start: "Début", end: "Fin", endReason: "Motif de fin", next: "Prochaine échéance", renewals: "Renouvellements", state: "État" },
  contract: "Contrat",
  state: { active: "En cours", ended: "Terminé" },
  months_one: "chaque mois",
  months_other: "tous les {{count}} mois",
  year_one: "chaque année",
  year_other: "tous les {{count}} ans",
  renewed_one: "renouvelé {{count, number}} fois",
  renewed_other: "renouvelé {{count, number}} fois",
  end: "Y mettre fin",
  endTitle: "Mettre fin à l’abonnement",
  endDay: "Ne court plus à partir du",
  endHint: "Le motif aide à comprendre pourquoi les clients partent.",
  ended: "L’abonnement prend fin le {{day}}",
  endsOn: "prend fin le {{day}}",
};
