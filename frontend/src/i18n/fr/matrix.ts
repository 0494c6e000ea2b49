export const matrix = {
  title: "Matrice de rentabilité",
};
