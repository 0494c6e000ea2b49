export const retention = {
  title: "Devoir de fidélisation et cohortes",
};
