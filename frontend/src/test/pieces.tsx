import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { session } from "@/api/session";

/** Renders a piece of a screen alone, signed in, with the API as the test answers it. */
export function renderPiece(piece: ReactNode) {
  session.open("token");
  return render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>{piece}</QueryClientProvider>
    </MantineProvider>,
  );
}
