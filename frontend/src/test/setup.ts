import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { session } from "@/api/session";
import { startTranslations } from "@/i18n/i18n";
import { server } from "./server";

// There is no canvas here: plots are tested by their options, screens by what stands around the plots.
vi.mock("@/ui/chart/echarts", () => ({ init: () => ({ on: () => undefined, setOption: () => undefined, dispatchAction: () => undefined, resize: () => undefined, dispose: () => undefined, getDataURL: () => "" }) }));

startTranslations("en");
// A screen is fetched lazily before it is drawn; on a busy machine that takes longer than the usual second.
configure({ asyncUtilTimeout: 20_000 });

Object.defineProperty(document, "fonts", { value: new EventTarget() });
window.HTMLElement.prototype.scrollIntoView = () => undefined;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  session.close();
});
afterAll(() => server.close());
