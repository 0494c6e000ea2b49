import type { Tone } from "./state-badge";

/** The tone of an order's state: a return stands out, a quote is still open. */
export function orderTone(order: { kind: string; status: string }): Tone {
  if (order.kind === "return") return "bad";
  if (order.status === "delivered" || order.status === "confirmed") return "good";
  return order.status === "quote" ? "warm" : "plain";
}

export function offerTone(state: string): Tone {
  if (state === "approved") return "good";
  return state === "draft" ? "warm" : "plain";
}

export function campaignTone(state: string): Tone {
  if (state === "sending" || state === "sent") return "good";
  return state === "draft" || state === "paused" || state === "scheduled" ? "warm" : "plain";
}

export function caseTone(severity: string): Tone {
  if (severity === "high" || severity === "critical" || severity === "urgent") return "bad";
  return severity === "medium" || severity === "normal" ? "warm" : "plain";
}

export function importTone(state: string): Tone {
  if (state === "done") return "good";
  if (state === "failed") return "bad";
  return state === "running" || state === "checked" || state === "queued" ? "warm" : "plain";
}
