import type { faults as en } from "../en/faults";
import type { SameKeys } from "../types";

export const faults: SameKeys<typeof en> = {
  required: "À remplir",
  too_long: "Trop long",
  too_long_of: "Trop long : {{max}} caractères au plus",
  range: "Valeur hors limites",
  range_of: "Entre {{min}} et {{max}}",
  not_a_choice: "Ce choix n’existe pas",
  unknown: "Introuvable, ou disparu depuis",
  taken: "Déjà pris",
  code: "Minuscules sans accent, chiffres et tirets bas seulement",
  email: "Ce n’est pas une adresse e-mail",
  future: "Ne doit pas être dans l’avenir",
  in_future: "Se trouve dans l’avenir",
  past: "Se trouve dans le passé",
  order: "La fin précède le début",
  too_many: "Il y en a trop",
  repeated: "Déjà présent",
  malformed: "Illisible",
  formula: "La formule n’est pas comprise : {{detail}}",
  url: "Une adresse qui commence par https://",
  self: "Choisissez-en un autre",
  no_offers: "Aucune offre n’en fait partie",
  currency: "Ce n’est pas un code de devise",
};
