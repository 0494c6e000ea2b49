export const retention = {
  title: "Retention duty and cohorts",
};
