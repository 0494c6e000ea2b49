export const map = {
  title: "Clients and value by place",
};
