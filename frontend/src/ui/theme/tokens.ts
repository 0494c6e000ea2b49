/** The colours that carry meaning: one table per scheme, read by the theme, the charts and the badges. */

export type Scheme = "light" | "dark";

export const petrol = ["#eef7f5", "#d8ece8", "#b0d8d1", "#84c1b8", "#56a69d", "#358a83", "#1f706b", "#155b58", "#0f4747", "#0b3336"] as const;
export const saffron = ["#fff6e6", "#fdeacb", "#f9d597", "#f4bd5f", "#f0a63a", "#d9891b", "#a9670f", "#84500b", "#633c09", "#432806"] as const;
export const brick = ["#fdf1ef", "#f9dcd8", "#f0b5ad", "#e68b80", "#da6558", "#c84a3d", "#b13a2f", "#922f26", "#73261f", "#521b16"] as const;
export const sky = ["#eef5fc", "#d7e7f7", "#adcdee", "#80b1e4", "#5595d8", "#377cc4", "#2966a8", "#215287", "#1b4069", "#142e4b"] as const;
export const stone = ["#f6f8f8", "#eef2f1", "#e2e8e6", "#cfd8d5", "#aebab6", "#84938f", "#5d6c68", "#445250", "#2a3634", "#15201f"] as const;
export const night = ["#e4ebe9", "#c3cfcc", "#9baba7", "#6d7f7a", "#3a4b48", "#2a3936", "#1a2625", "#111b1a", "#0d1515", "#080f0f"] as const;

export type AbcClass = "A" | "B" | "C" | "none";
export type RfmFamily = "best" | "growing" | "fading" | "gone";

export type Quadrant = "desirable" | "mature" | "underdeveloped" | "unverified" | "low_priority";
export type Relationship = "prospect" | "potential" | "loyal" | "doubtful";
export type LifeStage = "fresh" | "approaching" | "due" | "late" | "lapsed";
export type Trend = "growing" | "stable" | "declining" | "unknown";

/** Which family each of the eleven RFM groups belongs to; families share a colour everywhere. */
export const rfmFamily: Record<string, RfmFamily> = {
  champions: "best",
  loyal: "best",
  potential_loyalists: "growing",
  new: "growing",
  promising: "growing",
  need_attention: "fading",
  about_to_sleep: "fading",
  at_risk: "fading",
  cannot_lose: "fading",
  hibernating: "gone",
  lost: "gone",
};

export type Palette = {
  surface: string;
  text: string;
  dimmed: string;
  line: string;
  grid: string;
  brand: string;
  accent: string;
  positive: string;
  negative: string;
  neutral: string;
  abc: Record<AbcClass, string>;
  rfm: Record<RfmFamily, string>;
  quadrant: Record<Quadrant, string>;
  relationship: Record<Relationship, string>;
  stage: Record<LifeStage, string>;
  trend: Record<Trend, string>;
  /** Clients won, won back and lost over time. */
  flow: Record<"won" | "recovered" | "lost", string>;
  /** A client who was not there yet, or is there no more. */
  absent: string;
  treated: string;
  control: string;
  /** Sequential ramp from little to much, one hue. */
  ramp: readonly string[];
  series: readonly string[];
};

export const palettes: Record<Scheme, Palette> = {
  light: {
    surface: "#ffffff",
    text: stone[9],
    dimmed: stone[6],
    line: stone[3],
    grid: stone[2],
    brand: petrol[6],
    accent: saffron[4],
    positive: petrol[6],
    negative: brick[5],
    neutral: stone[5],
    abc: { A: "#0f4f4d", B: "#4b9b93", C: "#a9d3cc", none: stone[3] },
    rfm: { best: "#14605d", growing: "#5b9bdc", fading: "#eaa23a", gone: "#9a93a6" },
    quadrant: { desirable: "#14605d", mature: "#5b9bdc", underdeveloped: "#eaa23a", unverified: "#8a5ea8", low_priority: "#98a4a1" },
    relationship: { prospect: stone[4], potential: "#5b9bdc", loyal: "#14605d", doubtful: "#eaa23a" },
    stage: { fresh: "#14605d", approaching: "#6fb5ad", due: "#f0b548", late: "#cf6f2e", lapsed: "#8b8494" },
    trend: { growing: "#14605d", stable: "#8fb4d9", declining: "#d9822b", unknown: stone[3] },
    flow: { won: "#14605d", recovered: "#5b9bdc", lost: "#d9752f" },
    absent: stone[3],
    treated: petrol[6],
    control: "#b0772b",
    ramp: ["#f1f7f6", "#d4e9e5", "#a9d3cc", "#76b6ae", "#45958d", "#23736e", "#0f4f4d"],
    series: [petrol[6], saffron[4], sky[4], "#8a7ba8", brick[4], stone[5]],
  },
  dark: {
    surface: night[6],
    text: night[0],
    dimmed: night[2],
    line: night[4],
    grid: night[5],
    brand: "#63bfb3",
    accent: saffron[4],
    positive: "#63bfb3",
    negative: brick[3],
    neutral: night[2],
    abc: { A: "#8be0d3", B: "#45a196", C: "#27605b", none: night[4] },
    rfm: { best: "#63c7b9", growing: "#7fb4ea", fading: "#f0b04f", gone: "#8f889c" },
    quadrant: { desirable: "#63c7b9", mature: "#7fb4ea", underdeveloped: "#f0b04f", unverified: "#bb95d6", low_priority: "#74837f" },
    relationship: { prospect: night[3], potential: "#7fb4ea", loyal: "#63c7b9", doubtful: "#f0b04f" },
    stage: { fresh: "#7fdccd", approaching: "#3f938a", due: "#f4c264", late: "#dd7f3f", lapsed: "#8f889c" },
    trend: { growing: "#63c7b9", stable: "#5f87b3", declining: "#ea9a4c", unknown: night[4] },
    flow: { won: "#63c7b9", recovered: "#7fb4ea", lost: "#e88a4a" },
    absent: night[4],
    treated: "#63bfb3",
    control: "#d9a45a",
    ramp: ["#1d2b2a", "#1f3f3c", "#235a56", "#2d7871", "#45998f", "#6cbcb0", "#a5e3d8"],
    series: ["#63bfb3", saffron[4], sky[3], "#a99bc6", brick[3], night[2]],
  },
};
