import type { clientForm as en } from "../en/client-form";
import type { SameKeys } from "../types";

export const clientForm: SameKeys<typeof en> = {
  more: "Valeur, risque et origine",
  isReference: "Client de référence",
  isReferenceHint: "Son nom vaut plus que son chiffre d’affaires : jamais délaissé parce qu’il achète peu.",
  risk: "Risque financier",
  risks: { low: "Faible", medium: "Moyen", high: "Élevé", insolvent: "Insolvable" },
  division: "Division",
  acquisitionSource: "Origine",
  acquisitionSourceHint: "Salon, parrainage, campagne…",
  acquisitionDay: "Client depuis le",
  acquisitionCost: "Coût d’acquisition",
  latitude: "Latitude",
  longitude: "Longitude",
  coordinatesHint: "En degrés ; place le client sur la carte.",
  bothOrNone: "Les deux, ou aucune",
  degrees: "Entre {{low}} et {{high}}",
  parent: "Société mère",
};
