import classes from "./badge.module.css";

export type Tone = "plain" | "good" | "warm" | "bad";

/** A state in one or two words; the colour only repeats them. */
export function StateBadge({ children, tone = "plain" }: { children: string; tone?: Tone }) {
  const shade = { plain: "", good: classes.good, warm: classes.warm, bad: classes.bad }[tone];
  return <span className={`${classes.state} ${shade}`}>{children}</span>;
}
