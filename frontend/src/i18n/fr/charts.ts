import type * as en from "../en/charts";
import type { SameKeys } from "../types";

export const classes: SameKeys<typeof en.classes> = {
  absent: "Absent",
  none: "Aucune",
  quadrant: { desirable: "Désirable", mature: "Mûr", underdeveloped: "Sous-développé", unverified: "À vérifier", low_priority: "Non prioritaire" },
  relationship: { prospect: "Prospect", potential: "Potentiel", loyal: "Fidèle", doubtful: "Douteux" },
  life_stage: { fresh: "Vient d’acheter", approaching: "Bientôt", due: "À échéance", late: "En retard", lapsed: "Échu" },
  trend: { growing: "En hausse", stable: "Stable", declining: "En baisse", unknown: "Trop peu connu" },
};

export const charts: SameKeys<typeof en.charts> = {
  clients: "Clients",
  clients_one: "{{count, number}} client",
  clients_other: "{{count, number}} clients",
  value: "Valeur",
  share: "Part",
  client: "Client",
  from: "De",
  to: "À",
  interval: "intervalle à 95 %",
  cumulated: "Cumulé",
  nothing: "0 ou moins",
  andMore: "{{value}} et plus",
  lessThan: "moins de {{value}}",
  matrix: { actual: "Valeur actuelle", potential: "Valeur potentielle", quadrant: "Quadrant", raw: "Avant les garde-fous", guard: "Maintenu par un garde-fou", previous: "Avant", corner: "{{clients}} · {{value}}" },
  guard: { reference: "Client de référence", growing: "En croissance", other_division: "Achète à une autre division" },
  guards: { holds: "Oui : maintenu", refused: "Non", unanswered: "Sans réponse" },
  migration: { before: "Avant", after: "Maintenant", move: "{{from}} → {{to}}", ofBefore: "de la classe d’avant", cell: "{{clients}} ({{share}} de la classe d’avant)" },
  lifetime: { median: "Médiane", quantile: "{{share}} des clients sont en dessous", alive: "Probabilité d’être actif", predicted: "Prévu", actual: "Réel", holdout: "Contrôle", calibration: "Calage", repeats: "Réachats pendant le calage", perClient: "Achats par client pendant le contrôle", purchases: "Achats", week: "Semaine finissant le" },
  renewalRate: { period: "Renouvellement", nth: "Renouvellement {{n}}", rate: "Renouvellent" },
  retention: { won: "Gagnés", recovered: "Reconquis", lost: "Perdus", net: "Solde", active: "Clients actifs", partial: "Mois inachevé : les chiffres bougeront encore", month: "Mois" },
  cohort: { cohort: "Premier achat", size: "Clients au départ", retention: "Achètent encore", age: "Périodes depuis le premier achat", value: "Valeur", cumulated: "Valeur cumulée", period: "Période {{age}}", row: "{{cohort}} ({{size}})" },
  survival: { survival: "Encore clients", months: "Mois depuis le premier achat", month_one: "{{count}} mois", month_other: "{{count}} mois", atRisk: "Clients observés", lost: "Perdus", median: "La moitié est partie après {{months}}" },
  calendar: { day: "Jour", due: "Renouvellements attendus" },
  norm: { category: "Catégorie", days: "Jours entre deux achats", median: "Cycle habituel", band: "Plage habituelle", stages: "Clients par étape", day_one: "{{count, number}} jour", day_other: "{{count, number}} jours", source: { declared: "déclarée", observed: "observée", pooled: "observée, peu d’intervalles" }, basis: "Origine de la norme" },
  next: { last: "Dernier achat", expected: "Prochain attendu", interval: "Intervalle à 80 %", cycle: "Cycle propre", stage: "Stade", today: "aujourd’hui" },
  lateness: { axis: "Jours après l’échéance", due: "échéance", early: "{{days}} ou plus avant", late: "{{days}} ou plus de retard", between: "{{from}} à {{to}} jours" },
  lorenz: { clients: "Clients, du moindre au meilleur", equality: "Tous égaux", curve: "Vos clients", gini: "Gini {{value}}", limit: "Limite", reached: "Limite dépassée" },
  shares: { ofClients: "Part des clients", ofValue: "Part de la valeur" },
  map: { country: "Pays", place: "Lieu", list: "Lieux qui valent le plus", predicted: "Valeur attendue", zoomIn: "Agrandir", zoomOut: "Réduire", reset: "Tout voir", other: "Ailleurs", unplaced: "Sans lieu connu" },
};
