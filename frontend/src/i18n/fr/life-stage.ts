export const lifeStage = {
  title: "Stade de vie et renouvellements",
};
