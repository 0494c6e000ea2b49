export const relationship = {
  title: "État de la relation",
};
