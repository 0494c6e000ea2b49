export const lifetime = {
  title: "Customer lifetime value",
};
