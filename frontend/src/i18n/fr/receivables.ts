export const receivables = {
  title: "Impayés",
};
