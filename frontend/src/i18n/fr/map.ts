import type * as en from "../en/map";
import type { SameKeys } from "../types";

export const map: SameKeys<typeof en.map> = {
  title: "Clients et valeur par lieu",
  finding: "{{place}} vient en tête : {{clients}} clients, {{amount}} sur la période.",
  nowhere: "Aucun client n’a encore de ville ni de pays.",
  lead: "Un lieu se trouve là où sont les coordonnées de ses clients ; sans coordonnées, il compte dans son pays.",
  mapTitle_one: "Des clients dans {{count}} pays",
  mapTitle_other: "Des clients dans {{count}} pays",
  subtitle: "Pays en dégradé, villes selon leur taille",
  subtitleUnseen_one: "Pays en dégradé, villes selon leur taille ; {{count, number}} ville sans coordonnées n’est que dans le tableau",
  subtitleUnseen_other: "Pays en dégradé, villes selon leur taille ; {{count, number}} villes sans coordonnées ne sont que dans le tableau",
  show: "La carte montre",
  countries: "Par pays",
};
