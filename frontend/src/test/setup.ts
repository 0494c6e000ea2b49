import { cleanup } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { session } from "@/api/session";
import { startTranslations } from "@/i18n/i18n";
import { server } from "./server";

startTranslations("en");

window.HTMLElement.prototype.scrollIntoView = () => undefined;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  session.close();
});
afterAll(() => server.close());
