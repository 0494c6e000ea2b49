import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import classes from "./page/page.module.css";

/** The way back to the list. */
export function Crumb({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className={classes.crumb}>
      <IconChevronLeft size={15} aria-hidden />
      {children}
    </Link>
  );
}
