export const lifetime = {
  title: "Valeur à vie client",
};
