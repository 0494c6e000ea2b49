import type * as en from "../en/settings";
import type { SameKeys } from "../types";

export const users: SameKeys<typeof en.users> = {
  title: "Utilisateurs",
  add: "Ajouter un utilisateur",
  searchWords: "Nom ou e-mail",
  change: "Modifier l’utilisateur",
  empty: { title: "Personne encore", body: "Ajoutez ceux qui travaillent avec Clientele et ce que chacun peut faire." },
  field: { name: "Nom", email: "E-mail", role: "Rôle", state: "État", language: "Langue", signedIn: "Dernière connexion" },
  state: { active: "Actif", disabled: "Désactivé" },
  never: "jamais",
  password: "Mot de passe provisoire",
  passwordBody: "Transmettez-le à {{name}} par un moyen sûr. Il n’est montré qu’une fois et ne sert qu’une fois.",
  reset: "Nouveau mot de passe provisoire",
  disable: "Désactiver",
  enable: "Réactiver",
  roleHint: {
    admin: "Tout, y compris les utilisateurs et l’organisation",
    manager: "Approuve les offres, lance les campagnes, règle le portefeuille",
    marketer: "Imports, segments, brouillons d’offres et de campagnes",
    sales: "Clients, contacts, échanges, dossiers",
    analyst: "Lit tout, ne modifie rien",
  },
};

export const profile: SameKeys<typeof en.profile> = {
  title: "Mon profil",
  lead: "Votre nom, votre langue, l’aspect des écrans.",
  name: "Nom",
  email: "E-mail",
  language: "Langue",
  theme: "Thème",
  passwordTitle: "Mot de passe",
  current: "Mot de passe actuel",
  next: "Nouveau mot de passe",
  change: "Changer mon mot de passe",
  changed: "Votre mot de passe est changé. Connectez-vous avec le nouveau.",
};

export const organisation: SameKeys<typeof en.organisation> = {
  title: "Organisation",
  lead: "L’entreprise dont ce sont les clients.",
  name: "Nom",
  currency: "Devise de référence",
  currencyHint: "Tous les totaux sont dans cette devise. Fixée dès qu’une commande est enregistrée.",
  timeZone: "Fuseau horaire",
  timeZoneHint: "Jours, périodes et mois sont ceux de ce fuseau. Fixé dès qu’une commande est enregistrée.",
  country: "Pays",
};
