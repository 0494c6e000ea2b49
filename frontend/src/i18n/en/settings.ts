export const users = {
  title: "Users",
  add: "Add a user",
  searchWords: "Name or e-mail",
  change: "Change the user",
  empty: { title: "Nobody yet", body: "Add the people who work with Clientele and what each may do." },
  field: { name: "Name", email: "E-mail", role: "Role", state: "State", language: "Language", signedIn: "Last sign-in" },
  state: { active: "Active", disabled: "Disabled" },
  never: "never",
  password: "One-time password",
  passwordBody: "Give it to {{name}} by a safe way. It is shown once and works once.",
  reset: "New one-time password",
  disable: "Disable",
  enable: "Enable",
  roleHint: {
    admin: "Everything, users and organisation included",
    manager: "Approves offers, launches campaigns, sets the portfolio",
    marketer: "Imports, segments, drafts of offers and campaigns",
    sales: "Clients, contacts, exchanges, cases",
    analyst: "Reads everything, changes nothing",
  },
};

export const profile = {
  title: "My profile",
  lead: "Your name, your language, how the screens look.",
  name: "Name",
  email: "E-mail",
  language: "Language",
  theme: "Theme",
  passwordTitle: "Password",
  current: "Current password",
  next: "New password",
  change: "Change my password",
  changed: "Your password is changed. Sign in with it.",
};

export const organisation = {
  title: "Organisation",
  lead: "The company whose clients these are.",
  name: "Name",
  currency: "Reporting currency",
  currencyHint: "All totals are in this currency. Fixed once orders are stored.",
  timeZone: "Time zone",
  timeZoneHint: "Days, windows and months are those of this zone. Fixed once orders are stored.",
  country: "Country",
};
