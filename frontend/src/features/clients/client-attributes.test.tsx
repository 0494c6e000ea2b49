import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { meQuery } from "@/entities/me";
import { me } from "@/test/render-at";
import { answers, base, http, HttpResponse, server } from "@/test/server";
import { ClientAttributes } from "./client-attributes";

const attribute = (code: string, name: string, type: string, choices: string[] = []) => ({ id: code, version: 1, code, name, type, choices, state: "active", created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" });
const all = [attribute("card", "Loyalty card", "text"), attribute("cars", "Vehicles", "number"), attribute("shop", "Shop", "choice", ["North", "South"]), attribute("since", "Member since", "day"), attribute("vip", "Invited", "flag")];

function show(values: Record<string, unknown>, attributes: object[] = all, permissions = me.permissions) {
  answers("/attributes", { items: attributes, next_cursor: null, total: null } as never);
  answers("/clients/9/attributes", { values } as never);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queryClient.setQueryData(meQuery.queryKey, { ...me, permissions } as never);
  const rendered = render(
    <MantineProvider>
      <QueryClientProvider client={queryClient}>
        <ClientAttributes id="9" />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...rendered, queryClient };
}

describe("a client's attributes", () => {
  it("says each value in its own way, and what is not known", async () => {
    show({ cars: 1234.5, shop: "North", since: "2026-03-12", vip: false });
    const region = await screen.findByRole("region", { name: "Attributes" });
    expect([...region.querySelectorAll("dd")].map((one) => one.textContent)).toEqual(["–", "1,234.5", "North", "12 Mar 2026", "No"]);
  });

  it("sends only what was changed; an empty field takes the value away", async () => {
    show({ card: "A1", cars: 2, vip: true });
    const asked: unknown[] = [];
    server.use(
      http.put(`${base}/clients/9/attributes`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({ values: { cars: 3, vip: true } });
      }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Change the attributes" }));
    await userEvent.clear(await screen.findByRole("textbox", { name: "Loyalty card" }));
    const cars = screen.getByRole("textbox", { name: "Vehicles" });
    await userEvent.clear(cars);
    await userEvent.type(cars, "3");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked).toEqual([{ values: { card: null, cars: 3 } }]));
  });

  it("is not there where the company added none, and cannot be changed by a reader", async () => {
    const { unmount, queryClient } = show({}, []);
    await waitFor(() => expect(queryClient.getQueryCache().find({ queryKey: ["get", "/attributes"], exact: false })?.state.status).toBe("success"));
    expect(screen.queryByRole("region", { name: "Attributes" })).toBeNull();
    unmount();
    show({ card: "A1" }, all, ["any", "read"]);
    expect(await screen.findByText("A1")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Change the attributes" })).toBeNull();
  });
});
