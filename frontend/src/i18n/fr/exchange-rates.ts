import type { exchangeRates as en } from "../en/exchange-rates";
import type { SameKeys } from "../types";

export const exchangeRates: SameKeys<typeof en> = {
  title: "Taux de change",
  lead: "Ce que vaut une unité d’une autre devise en {{currency}}. Une commande garde le taux de son jour ; sans taux, ses lignes ne se chargent pas.",
  add: "Fixer un taux",
  hint: "Un {{from}} vaut tant de {{to}}.",
  stored: "Les commandes déjà enregistrées gardent le taux de leur enregistrement.",
  own: "C’est la devise de référence",
  code: "Trois lettres, comme USD",
  removed: "Taux retiré",
  field: { currency: "Devise", from: "À partir du", rate: "Taux en {{currency}}", do: "Actions" },
  empty: { title: "Une seule devise", body: "Fixez les taux avant de charger des commandes en d’autres devises : chaque taux vaut de son jour jusqu’au suivant." },
};
