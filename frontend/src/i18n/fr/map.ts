export const map = {
  title: "Clients et valeur par lieu",
};
