export const exchangeRates = {
  title: "Exchange rates",
  lead: "What one unit of another currency is worth in {{currency}}. An order keeps the rate of its day; lines without a rate are not loaded.",
  add: "Set a rate",
  hint: "One {{from}} is worth this many {{to}}.",
  stored: "Orders already stored keep the rate they were stored with.",
  own: "This is the reporting currency",
  code: "Three letters, such as USD",
  removed: "Rate removed",
  field: { currency: "Currency", from: "From", rate: "Rate in {{currency}}", do: "Actions" },
  empty: { title: "One currency only", body: "Set rates before loading orders in other currencies: each rate holds from its day until the next one." },
};
