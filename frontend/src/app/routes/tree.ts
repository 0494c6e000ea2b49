import { clientsRoutes } from "./clients";
import { dataRoutes } from "./data";
import { outreachRoutes } from "./outreach";
import { portfolioRoutes } from "./portfolio";
import { newPassword, root, signed, signIn } from "./root";
import { settingsRoutes } from "./settings";

export const routeTree = root.addChildren([signIn, newPassword, signed.addChildren([...portfolioRoutes, ...clientsRoutes, ...outreachRoutes, ...dataRoutes, ...settingsRoutes])]);
