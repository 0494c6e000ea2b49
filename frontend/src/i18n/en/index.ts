import * as clients from "./clients";
import { common } from "./common";
import * as data from "./data";
import * as outreach from "./outreach";
import * as portfolio from "./portfolio";
import * as settings from "./settings";
import { shell } from "./shell";
import { signIn } from "./sign-in";

export const en = { ...common, shell, signIn, ...clients, ...data, ...outreach, ...portfolio, ...settings };
