import type { attributes as en } from "../en/attributes";
import type { SameKeys } from "../types";

export const attributes: SameKeys<typeof en> = {
  title: "Attributs des clients",
  lead: "Les champs que votre entreprise ajoute à ses clients. Ils figurent sur la fiche de chacun, dans les fichiers et dans les règles des segments.",
  add: "Ajouter un attribut",
  change: "Modifier l’attribut",
  codeHint: "Les fichiers et l’API le désignent ainsi : petites lettres, chiffres et _. Il ne change plus ensuite.",
  codeRule: "Petites lettres, chiffres et _, en commençant par une lettre",
  typeHint: "Il ne change plus ensuite.",
  choicesHint: "Écrivez un choix puis appuyez sur Entrée. Celui que des clients portent ne peut être retiré.",
  choicesNeeded: "Donnez au moins un choix",
  field: { code: "Code", name: "Nom", type: "Type", choices: "Choix", state: "État", do: "Actions" },
  type: { text: "Texte", number: "Nombre", day: "Jour", choice: "Choix", flag: "Oui ou non" },
  state: { active: "Actif", archived: "Archivé" },
  empty: { title: "Aucun attribut", body: "Ajoutez ce que vous voulez savoir de vos clients et que le logiciel ne demande pas : nombre de véhicules, carte de fidélité, magasin préféré." },
  ofClient: "Attributs",
  changeValues: "Modifier les attributs",
  noValue: "–",
};
