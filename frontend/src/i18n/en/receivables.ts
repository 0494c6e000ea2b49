export const receivables = {
  title: "Unpaid amounts",
};
