import type { signIn as en } from "../en/sign-in";
import type { SameKeys } from "../types";

export const signIn: SameKeys<typeof en> = {
  title: "Connexion",
  lead: "Savoir ce que vaut chaque client, et lui faire l’offre qu’il mérite.",
  email: "E-mail",
  password: "Mot de passe",
  submit: "Se connecter",
  wrong: "Cet e-mail et ce mot de passe ne vont pas ensemble.",
  throttled: "Trop d’essais. Patientez une minute, puis recommencez.",
  ended: "Votre session est terminée. Connectez-vous pour reprendre où vous en étiez.",
  firstTime: "Première visite ? Le serveur a affiché un mot de passe provisoire à son démarrage.",
  change: {
    title: "Choisissez votre mot de passe",
    lead: "Le mot de passe reçu ne sert qu’une fois. Choisissez-en un que vous seul connaissez.",
    current: "Mot de passe provisoire",
    next: "Nouveau mot de passe",
    nextHint: "12 caractères au moins. Une phrase se retient mieux.",
    again: "Nouveau mot de passe, encore une fois",
    differ: "Les deux saisies diffèrent.",
    short: "12 caractères au moins, s’il vous plaît.",
    submit: "Enregistrer mon mot de passe",
    done: "Votre mot de passe est enregistré.",
  },
};
