import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./section-nav.module.css";

export type Part = { key: string; title: string; body: ReactNode; /** Something in it is wrong. */ wrong?: boolean };

type Props = { label: string; parts: readonly Part[] };

const place = (key: string) => `part-${key}`;

/** The parts of a long form, one under the other, and above them a line that leads to each. */
export function Sections({ label, parts }: Props) {
  const show = (key: string) => {
    const part = document.getElementById(place(key));
    part?.scrollIntoView({ block: "start" });
    part?.focus({ preventScroll: true });
  };
  return (
    <>
      <nav className={classes.nav} aria-label={label}>
        {parts.map(({ key, title, wrong }) => (
          <UnstyledButton key={key} className={`${classes.link} ${wrong ? classes.wrong : ""}`} onClick={() => show(key)}>
            {title}
            {wrong && " !"}
          </UnstyledButton>
        ))}
      </nav>
      {parts.map(({ key, title, body }) => (
        <section key={key} id={place(key)} tabIndex={-1} aria-label={title} className={classes.part}>
          {body}
        </section>
      ))}
    </>
  );
}
