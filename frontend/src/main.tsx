import "@fontsource-variable/bricolage-grotesque/index.css";
import "@fontsource-variable/hanken-grotesk/index.css";
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/dropzone/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/theme/global.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { newQueryClient } from "./api/api";
import { Providers } from "./app/providers";
import { newRouter } from "./app/router";
import { startTranslations } from "./i18n/i18n";

startTranslations();
const queryClient = newQueryClient();
const router = newRouter(queryClient);
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers queryClient={queryClient} router={router} />
    </StrictMode>,
  );
}
