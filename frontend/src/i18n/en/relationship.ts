export const relationship = {
  title: "State of the relationship",
};
