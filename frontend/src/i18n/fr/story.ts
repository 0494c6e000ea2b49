export const story = {
  title: "Votre portefeuille",
};
