export const divisions = {
  title: "Divisions",
  lead: "The parts of the company that sell on their own. Every analysis can be read for one of them.",
  add: "Add a division",
  change: "Rename the division",
  rename: "Rename",
  codeHint: "Orders and files name the division by it; it does not change afterwards.",
  value: "See its clients’ value",
  valueOf: "See the value of the clients of {{name}}",
  field: { code: "Code", name: "Name", state: "State", value: "Analyses", do: "Actions" },
  state: { active: "Active", archived: "Archived" },
  empty: { title: "One company, no divisions", body: "Add divisions when parts of the company sell on their own: branches, brands, workshop and sales. A client of one division is then not given up by another." },
};
