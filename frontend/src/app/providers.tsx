import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import "dayjs/locale/fr";
import { useTranslation } from "react-i18next";
import { schemeManager } from "@/ui/theme/scheme";
import { cssVariables, theme } from "@/ui/theme/theme";
import type { AppRouter } from "./router";

type Props = { queryClient: QueryClient; router: AppRouter };

/** Everything that stands around the screens: look, dates, server state, addresses, notices. */
export function Providers({ queryClient, router }: Props) {
  const { i18n } = useTranslation();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={schemeManager} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
        <Notifications position="bottom-right" containerWidth={420} />
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
