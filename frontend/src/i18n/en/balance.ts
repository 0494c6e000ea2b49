export const balance = {
  title: "Balance and independence",
};
