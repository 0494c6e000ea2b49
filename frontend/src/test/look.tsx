import { MantineProvider } from "@mantine/core";
import { renderHook } from "@testing-library/react";
import { useLook, type Look } from "@/ui/chart/use-look";

/** The English, light look that options of plots are built with in tests. */
export function testLook(): Look {
  return renderHook(useLook, { wrapper: ({ children }) => <MantineProvider forceColorScheme="light">{children}</MantineProvider> }).result.current;
}
