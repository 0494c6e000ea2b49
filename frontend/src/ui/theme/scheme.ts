import { localStorageColorSchemeManager } from "@mantine/core";

/** Where this browser keeps light, dark or auto; public/theme.js reads the same key before the first paint. */
export const schemeManager = localStorageColorSchemeManager({ key: "clientele.theme" });
