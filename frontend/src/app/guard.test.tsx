import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { session } from "@/api/session";
import { me, renderAt } from "@/test/render-at";
import { answers, base, http, HttpResponse, server } from "@/test/server";

const empty = { items: [], next_cursor: null, total: 0 };

it("a session that ends leads to the sign-in page and back to where one was", async () => {
  answers("/clients", empty);
  const { router } = renderAt("/clients?abc=A");
  await screen.findByText("Nothing matches");
  session.close();
  await screen.findByRole("heading", { name: "Sign in" });
  expect(router.state.location.search).toEqual({ to: "/clients?abc=A" });
  server.use(http.post(`${base}/auth/login`, () => HttpResponse.json({ access_token: "t", must_change_password: false })));
  answers("/me", me);
  answers("/portfolio", { run: null });
  await userEvent.type(screen.getByLabelText("E-mail"), "ada@example.org");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse battery");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(router.state.location.href).toBe("/clients?abc=A"));
});

it("a one-time password must be changed first", async () => {
  const { router } = renderAt("/clients", { ...me, must_change_password: true });
  await waitFor(() => expect(router.state.location.pathname).toBe("/new-password"));
});

it("a page for other roles says so", async () => {
  renderAt("/settings/users", { ...me, role: "sales", permissions: ["any", "read", "sell"] });
  expect(await screen.findByText("Not for your role")).toBeTruthy();
});
