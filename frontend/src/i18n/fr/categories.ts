import type { categories as en } from "../en/categories";
import type { SameKeys } from "../types";

export const categories: SameKeys<typeof en> = {
  title: "Catégories d’articles",
  lead: "Quels articles vont ensemble, et au bout de combien de mois ils se rachètent. Le prochain calcul du portefeuille s’en sert.",
  leadRun: "Quels articles vont ensemble, et au bout de combien de mois ils se rachètent. Les normes sont celles du calcul du {{day}} ; vos changements comptent dès le prochain.",
  add: "Ajouter une catégorie",
  change: "Modifier la catégorie",
  renewalHint: "Une voiture : 48. Laissez vide, et le calcul trouve la norme dans les achats.",
  months: "mois",
  monthsOf_one: "{{count, number}} mois",
  monthsOf_other: "{{count, number}} mois",
  days: "{{low}} à {{high}} jours",
  range: "De 1 à 1 200 mois",
  products: "Voir ses articles",
  field: { code: "Code", name: "Nom", parent: "Catégorie parente", renewal: "Renouvellement", declared: "Renouvellement déclaré", found: "Norme appliquée", range: "Étendue habituelle", source: "D’où elle vient", state: "État" },
  source: {
    declared: "Déclarée ici ; {{count, number}} intervalles constatés",
    observed: "Constatée sur {{count, number}} intervalles",
    pooled: "Peu de données : s’appuie sur toutes les catégories ({{count, number}} intervalles)",
    none: "Inconnue : trop peu de rachats",
  },
  state: { active: "Active", archived: "Archivée" },
  empty: { title: "Aucune catégorie", body: "Les catégories disent ce que les clients achètent et quand ils en auront de nouveau besoin. Elles viennent d’un fichier d’articles, de leur propre fichier, ou une à une." },
};
