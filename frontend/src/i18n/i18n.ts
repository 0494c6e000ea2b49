import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "@/lib/format";
import { en } from "./en";
import { fr } from "./fr";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
    returnNull: false;
  }
}

type Tree = { [key: string]: string | Tree };

/** French sets a narrow space that does not break before ; ! ? % and », a plain one before a colon: no line begins with them. */
export function spaced(text: string): string {
  return text.replace(/ ([;!?%»])/g, "\u202f$1").replace(/« /g, "«\u202f").replace(/ :(?=\s|$)/g, "\u00a0:");
}

/** French counts a million with its own plural form; it reads as the ordinary plural here. */
function withMany(tree: Tree): Tree {
  const grown: Tree = {};
  for (const [key, value] of Object.entries(tree)) {
    const own = typeof value === "string" ? spaced(value) : withMany(value);
    grown[key] = own;
    if (key.endsWith("_other")) grown[key.replace(/_other$/, "_many")] = own;
  }
  return grown;
}

export const languages: readonly Language[] = ["fr", "en"];

function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem("clientele.language");
    if (kept === "fr" || kept === "en") return kept;
  } catch {
    // Storage may be closed; the browser's own language decides.
  }
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** Starts the translations; called once before the first render. */
export function startTranslations(language: Language = firstLanguage()) {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    supportedLngs: ["en", "fr"],
    resources: { en: { translation: en }, fr: { translation: withMany(fr as unknown as Tree) } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = language;
}

export function currentLanguage(): Language {
  return i18next.language === "fr" ? "fr" : "en";
}

export function chooseLanguage(language: Language) {
  try {
    localStorage.setItem("clientele.language", language);
  } catch {
    // Kept for this visit only.
  }
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
