export const map = {
  title: "Clients and value by place",
  finding: "{{place}} comes first: {{clients}} clients, {{amount}} over the window.",
  nowhere: "No client has a town or a country yet.",
  lead: "A place stands where its clients’ coordinates are; without any it is in its country.",
  mapTitle_one: "Clients in {{count}} country",
  mapTitle_other: "Clients in {{count}} countries",
  subtitle: "Countries by shade, towns by size",
  subtitleUnseen_one: "Countries by shade, towns by size; {{count, number}} town without coordinates is in the table only",
  subtitleUnseen_other: "Countries by shade, towns by size; {{count, number}} towns without coordinates are in the table only",
  show: "The map shows",
  countries: "By country",
};
