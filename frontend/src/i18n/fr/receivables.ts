import type { receivables as en } from "../en/receivables";
import type { SameKeys } from "../types";

export const receivables: SameKeys<typeof en> = {
  title: "Créances",
  add: "Ajouter une créance",
  change: "Modifier la créance",
  empty: { title: "Personne ne vous doit rien", body: "Factures et autres sommes dues, de leur émission à leur règlement. Un client dont une somme reste impayée trop longtemps devient insolvable." },
  none: "Ne doit rien",
  noneBody: "Aucune facture de ce client n’est connue ici. Importez-les, ou ajoutez-en une.",
  field: { amount: "Montant", open: "Reste dû", issued: "Émise le", due: "Échéance", settled: "Réglée le", state: "État", order: "Commande", late: "Retard", overdue: "En retard" },
  state: { open: "À régler", settled: "Réglée", written_off: "Passée en perte", overdue: "En retard" },
  late_one: "{{count, number}} jour de retard",
  late_other: "{{count, number}} jours de retard",
  settle: "Marquer comme réglée",
  writeOff: "Passer en perte",
  reopen: "Rouvrir",
  done: { settled: "Réglée", written_off: "Passée en perte", open: "Rouverte" },
  openHint: "Moins que le montant si une partie est payée.",
  afterIssue: "Pas avant le jour de l’émission",
  atMost: "Au plus le montant",
};
