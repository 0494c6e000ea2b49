import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderAt } from "@/test/render-at";
import { answers, base, http, HttpResponse, server } from "@/test/server";

const nothing = { items: [], next_cursor: null, total: 0 };

it("Enter opens what the words find, not what the words before found", async () => {
  for (const path of ["/divisions", "/orders", "/products", "/offers", "/campaigns"]) answers(path, nothing);
  let letGo = () => {};
  const open = new Promise<void>((done) => (letGo = done));
  server.use(
    http.get(`${base}/clients`, async ({ request }) => {
      const words = new URL(request.url).searchParams.get("q");
      if (words === "Martin") await open;
      return HttpResponse.json({ ...nothing, items: words === "Martin" ? [{ id: "7", name: "Ada Martin" }] : [{ id: "6", name: "Ada Durand" }] });
    }),
  );
  const { router } = renderAt("/settings/divisions");
  await screen.findByRole("heading", { level: 1 });
  await userEvent.keyboard("{Control>}k{/Control}");
  const box = await screen.findByRole("combobox");
  await userEvent.type(box, "Durand");
  await screen.findByText("Ada Durand");
  await userEvent.clear(box);
  await userEvent.type(box, "Martin{Enter}");
  expect(screen.queryByText(/Nothing found/)).toBeNull();
  expect(router.state.location.pathname).toBe("/settings/divisions");
  letGo();
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/7"));
});
