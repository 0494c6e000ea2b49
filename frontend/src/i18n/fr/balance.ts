export const balance = {
  title: "Équilibre et indépendance",
};
