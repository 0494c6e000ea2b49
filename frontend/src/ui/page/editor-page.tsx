import type { FormEventHandler, ReactNode } from "react";
import classes from "./page.module.css";
import { PageHead } from "./page-head";

type Props = {
  title: string;
  crumb?: ReactNode;
  badges?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  form: ReactNode;
  /** The buttons that end the form. */
  bar?: ReactNode;
  /** What the form would give: count, preview, cost. */
  live?: ReactNode;
  /** What needs the whole width, under the form. */
  below?: ReactNode;
  onSubmit?: FormEventHandler<HTMLFormElement>;
};

/** An editor: the form at the left, its live result at the right. */
export function EditorPage({ title, crumb, badges, lead, actions, form, bar, live, below, onSubmit }: Props) {
  return (
    <div className={classes.page}>
      <PageHead title={title} before={crumb} badges={badges} lead={lead} actions={actions} />
      <div className={`${classes.split} ${live ? classes.editor : ""}`}>
        <form className="card" style={{ padding: 16, maxWidth: live ? undefined : 760 }} onSubmit={onSubmit} noValidate>
          {form}
          {bar && <div className={classes.bar}>{bar}</div>}
        </form>
        {live && <aside className={classes.aside}>{live}</aside>}
      </div>
      {below}
    </div>
  );
}
