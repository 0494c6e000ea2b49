export const walletShares = {
  title: "Shares of wallet",
};
