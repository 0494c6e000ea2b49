export const matrix = {
  title: "Profitability matrix",
};
