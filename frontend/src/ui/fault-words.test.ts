import i18next, { type TFunction } from "i18next";
import { expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { faultsByField, faultWords, refusalWords } from "./fault-words";

const say = (language: string) => i18next.getFixedT(language) as TFunction;

test("what is wrong with a field is said in the user's language", () => {
  const fault = { field: "limit", code: "range", message: "must lie between 1 and 120" };
  expect(faultWords(say("fr"), fault)).toBe("Entre 1 et 120");
  expect(faultWords(say("en"), fault)).toBe("Between 1 and 120");
  expect(faultWords(say("fr"), { ...fault, message: "must not be negative" })).toBe("Valeur hors limites");
  expect(faultWords(say("fr"), { field: "name", code: "too_long", message: "is longer than 200 characters" })).toBe("Trop long\u00a0: 200 caractères au plus");
  expect(faultWords(say("en"), { field: "html_en", code: "template", message: "line 3: undefined variable" })).toBe("Line 3 is not understood: undefined variable");
  expect(faultWords(say("fr"), { field: "x", code: "unheard_of", message: "is odd" })).toBe("is odd");
});

test("a fault within a list is found by the form too", () => {
  const words = faultsByField(say("fr"), [{ field: "variants[1].title_fr", code: "required", message: "is required" }]);
  expect(words).toEqual({ "variants[1].title_fr": "À remplir", "variants.1.title_fr": "À remplir" });
});

test("a refusal is said in the user's language, with what is in the way", () => {
  expect(refusalWords(say("fr"), new Problem(409, "strategy_in_use", "Placements use the strategy: Accueil, Bandeau"))).toBe("Des emplacements se servent de cette stratégie\u00a0: Accueil, Bandeau");
  expect(refusalWords(say("fr"), new Problem(412, "stale_version", "If-Match is not a version of this record."))).toContain("Quelqu’un l’a modifié");
  expect(refusalWords(say("fr"), new Problem(409, "unheard_of", "Odd."))).toBe("Odd.");
});
