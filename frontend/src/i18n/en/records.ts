export const records = {
  client: "Client",
  allPurchases: "All purchases",
  reference: "Reference",
  note: "Note",
  category: "Category",
  division: "Division",
  see: "See them all",
  searchWords: "Reference or note",
};
