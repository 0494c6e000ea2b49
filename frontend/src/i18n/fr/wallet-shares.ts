export const walletShares = {
  title: "Parts de client",
};
