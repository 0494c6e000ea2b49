import type { ImportPreset } from "./queries";

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** Names that files commonly give to a field. */
const aliases: Record<string, readonly string[]> = {
  reference: ["id", "ref", "code", "customerid", "clientid", "numero", "number"],
  client_reference: ["customerid", "clientid", "customer", "client", "numeroclient", "refclient"],
  order_reference: ["invoiceno", "invoice", "orderid", "orderno", "numerocommande", "facture", "numerofacture"],
  sku: ["stockcode", "article", "productcode", "codeproduit", "codearticle"],
  description: ["label", "libelle", "designation"],
  quantity: ["qty", "qte", "quantite"],
  unit_price: ["unitprice", "price", "prix", "prixunitaire", "pu"],
  date: ["invoicedate", "orderdate", "datecommande", "datefacture", "orderedat"],
  country: ["pays"],
  first_name: ["prenom", "firstname"],
  last_name: ["nom", "lastname", "surname"],
  company_name: ["societe", "company", "entreprise", "raisonsociale"],
  email: ["mail", "courriel", "emailaddress"],
  phone: ["tel", "telephone", "mobile"],
  postcode: ["cp", "codepostal", "zip", "zipcode"],
  city: ["ville", "town"],
};

/** A first mapping of fields to columns, by their names; a column serves once. */
export function guessMapping(preset: ImportPreset | undefined, columns: readonly string[]): Record<string, string> {
  const mapping: Record<string, string> = {};
  const free = new Set(columns);
  for (const field of preset?.fields ?? []) {
    const names = [field.key, field.label_en, field.label_fr, ...(aliases[field.key] ?? [])].map(plain);
    const found = [...free].find((column) => names.includes(plain(column)));
    if (!found) continue;
    mapping[field.key] = found;
    free.delete(found);
  }
  return mapping;
}
