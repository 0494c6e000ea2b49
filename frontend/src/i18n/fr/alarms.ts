import type { alarms as en } from "../en/alarms";
import type { SameKeys } from "../types";

export const alarms: SameKeys<typeof en> = {
  title: "Alertes",
  none: "Aucune alerte : rien, dans ce portefeuille, ne demande d’agir aujourd’hui.",
  seeClients: "Voir les clients",
  seeScreen: "Voir l’analyse",
  severity: { danger: "Urgent", warning: "À surveiller", info: "À savoir" },
  erosion_clients_one: "Vous perdez plus de clients que vous n’en gagnez : {{lost, number}} perdus contre {{gained, number}} gagnés le dernier mois.",
  erosion_clients_other: "Vous perdez plus de clients que vous n’en gagnez : {{lost, number}} perdus contre {{gained, number}} gagnés en {{count}} mois.",
  erosion_value_one: "Vous perdez plus de valeur que vous n’en gagnez : {{lostMoney}} perdus contre {{gainedMoney}} gagnés le dernier mois.",
  erosion_value_other: "Vous perdez plus de valeur que vous n’en gagnez : {{lostMoney}} perdus contre {{gainedMoney}} gagnés en {{count}} mois.",
  concentration_first: "Un seul client apporte {{share}} de votre valeur ; votre limite est de {{limit}}.",
  concentration_first_five: "Vos cinq premiers clients apportent {{share}} de votre valeur ; votre limite est de {{limit}}.",
  stale_data_one: "La commande la plus récente date de {{count, number}} jour : ces chiffres ne décrivent plus la situation actuelle.",
  stale_data_other: "La commande la plus récente date de {{count, number}} jours : ces chiffres ne décrivent plus la situation actuelle.",
  model_trust_poor: "La prévision des achats n’a pas résisté au contrôle : {{predicted, number}} annoncés, {{actual, number}} faits. Prenez ses montants avec prudence.",
  dropout_not_identified: "Les commandes ne disent pas quand un client part : fiez-vous au stade de vie plutôt qu’à la probabilité d’être actif.",
  many_unverified_one: "{{count, number}} client ({{share}}) attend une réponse avant de pouvoir être dit non prioritaire.",
  many_unverified_other: "{{count, number}} clients ({{share}}) attendent une réponse avant de pouvoir être dits non prioritaires.",
  satisfied_leaving_one: "{{count, number}} client satisfait est pourtant sur le départ, avec {{revenue}} de chiffre d’affaires.",
  satisfied_leaving_other: "{{count, number}} clients satisfaits sont pourtant sur le départ, avec {{revenue}} de chiffre d’affaires.",
  renewals_late_one: "{{count, number}} client est en retard sur son renouvellement ; {{predictedMoney}} en sont encore attendus.",
  renewals_late_other: "{{count, number}} clients sont en retard sur leur renouvellement ; {{predictedMoney}} en sont encore attendus.",
  best_sleeping_one: "{{count, number}} de vos meilleurs clients ne donne plus signe : {{revenue}} de chiffre d’affaires.",
  best_sleeping_other: "{{count, number}} de vos meilleurs clients ne donnent plus signe : {{revenue}} de chiffre d’affaires.",
  run_failed: "Le calcul {{number}} a échoué ; ces chiffres sont ceux du calcul précédent.",
};
