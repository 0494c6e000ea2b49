import type * as en from "../en/balance";
import type { SameKeys } from "../types";

export const balance: SameKeys<typeof en.balance> = {
  title: "Équilibre et indépendance",
  finding: "Votre premier client apporte {{share}} de votre valeur ; le portefeuille pèse autant que {{equal}} clients égaux.",
  lead: "Un portefeuille qui repose sur quelques clients tombe avec eux.",
  alarm: "Vous dépendez de peu de clients",
  alarmFirst: "Un seul client apporte {{share}} de la valeur ; la limite que vous avez fixée est {{limit}}.",
  alarmFive: "Cinq clients apportent {{share}} de la valeur ; la limite que vous avez fixée est {{limit}}.",
  seeFirst: "Voir les premiers clients",
  clients: "Clients avec de la valeur",
  gini: "Indice de Gini",
  giniFoot: "0 : tous égaux, 1 : un seul a tout",
  herfindahl: "Indice de Herfindahl",
  equal_one: "comme {{count, number}} client égal",
  equal_other: "comme {{count, number}} clients égaux",
  mean: "Moyenne par client",
  median: "la moitié apporte moins de {{amount}}",
  first_one: "Le premier client",
  first_other: "Les {{count}} premiers",
  topTitle: "Les cinq premiers clients apportent {{share}} de la valeur",
  topSubtitle: "Part de la valeur de la période ; le repère est la limite de l’alerte",
  lorenzTitle: "La moitié qui apporte le moins fait {{share}} de la valeur",
  lorenzSubtitle: "Courbe de Lorenz : parts cumulées, du plus petit client au plus grand",
  excluded_one: "{{count, number}} client sans valeur sur la période n’est pas compté.",
  excluded_other: "{{count, number}} clients sans valeur sur la période ne sont pas comptés.",
};
