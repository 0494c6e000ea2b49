export const walletShares = {
  title: "Shares of wallet",
  add: "Note a share",
  change: "Change the share",
  empty: { title: "No share of wallet yet", body: "How much of what a client buys it buys here: asked, surveyed or estimated. A small share means room to grow; a falling one, that it buys elsewhere." },
  none: "Not known",
  noneBody: "Ask this client how much of its purchases it makes here: its potential will be the truer.",
  field: { share: "Share bought here", method: "How it is known", day: "Day", what: "Of its purchases of", state: "State" },
  shareHint: "Above 0, at most 100 %.",
  range: "Between 0 and 100 %",
  method: { declared: "Said by the client", survey: "Survey", estimated: "Estimated" },
  state: { active: "Counts", archived: "Archived" },
  counts: "The newest one counts, for 24 months.",
};
