export const story = {
  title: "Your portfolio",
};
