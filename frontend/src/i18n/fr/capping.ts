import type { capping as en } from "../en/capping";
import type { SameKeys } from "../types";

export const capping: SameKeys<typeof en> = {
  title: "Plafonnement",
  lead: "Combien de fois une offre peut être proposée, vue ou utilisée. Les plafonds d’une offre ou d’un emplacement se règlent dans sa fiche ; ceux d’une collection ou de toutes les offres, ici.",
  add: "Ajouter un plafond",
  change: "Changer la limite",
  newLimit: "Nouvelle limite",
  now: "Aujourd’hui : {{rule}}.",
  onlyLimit: "Ce qui est déjà compté le reste. Pour compter autre chose, ajoutez un autre plafond.",
  collection: "Collection",
  hard: "Au-delà, toute utilisation est refusée.",
  soft: "Une fois la limite atteinte, l’offre n’est plus proposée ; ce qui arrive en retard est tout de même enregistré, et signalé.",
  field: { scope: "S’applique à", rule: "Règle", counted: "Déjà compté", created: "Depuis", do: "Actions" },
  scope: { all: "Toutes les offres", collection: "Une collection", placement: "Un emplacement", offer: "Une offre" },
  kind: { all: "toutes les offres", collection: "collection", placement: "emplacement", offer: "offre" },
  each: "client par client",
  of: "{{counted}} sur {{limit}} ({{share}})",
  removed: "Plafond retiré",
  reserve: {
    open_one: "Réservation : {{count, number}} minute",
    open_other: "Réservation : {{count, number}} minutes",
    lead_one: "Une proposition garde sa place pendant {{count, number}} minute.",
    lead_other: "Une proposition garde sa place pendant {{count, number}} minutes.",
    title: "Combien de temps une proposition garde sa place",
    minutes: "Minutes",
    hint: "De 1 à 120.",
    why: "Une offre qui vient d’être proposée compte comme vue et cliquée jusqu’à ce que la vue ou le clic arrive, ou que ce délai soit passé. Deux écrans interrogés au même moment ne dépassent donc pas un plafond ensemble.",
    range: "De 1 à 120 minutes",
  },
  empty: { title: "Aucun plafond", body: "Ajoutez-en un pour que personne ne voie trop souvent la même chose, ou pour qu’une collection reste dans ses moyens." },
};
