import type { divisions as en } from "../en/divisions";
import type { SameKeys } from "../types";

export const divisions: SameKeys<typeof en> = {
  title: "Divisions",
  lead: "Les parties de l’entreprise qui vendent chacune pour elle-même. Chaque analyse peut se lire pour l’une d’elles.",
  add: "Ajouter une division",
  change: "Renommer la division",
  rename: "Renommer",
  codeHint: "Commandes et fichiers la désignent par ce code ; il ne change plus ensuite.",
  value: "Voir la valeur de ses clients",
  valueOf: "Voir la valeur des clients de {{name}}",
  field: { code: "Code", name: "Nom", state: "État", value: "Analyses", do: "Actions" },
  state: { active: "Active", archived: "Archivée" },
  empty: { title: "Une entreprise, aucune division", body: "Ajoutez des divisions si des parties de l’entreprise vendent chacune pour elle-même : agences, marques, atelier et vente. Le client de l’une n’est alors pas abandonné par une autre." },
};
