export const lifeStage = {
  title: "Life stage and renewals",
};
