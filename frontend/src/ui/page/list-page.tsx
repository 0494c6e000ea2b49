import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { PageHead } from "./page-head";

type Props = {
  title: string;
  count?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  filters?: ReactNode;
  bulk?: ReactNode;
  children: ReactNode;
  preview?: ReactNode;
  previewTitle?: string;
  onClosePreview?: () => void;
};

/** A list: title and count, filters, bulk actions, table, and the preview of one line beside it. */
export function ListPage({ title, count, lead, actions, filters, bulk, children, preview, previewTitle, onClosePreview }: Props) {
  const wide = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const beside = Boolean(preview) && wide;
  return (
    <div className={classes.page}>
      <PageHead title={title} count={count} lead={lead} actions={actions} />
      {filters}
      {bulk}
      <div className={`${classes.split} ${beside ? classes.withPreview : ""}`}>
        {children}
        {beside && (
          <aside className={`card ${classes.aside}`} aria-label={previewTitle}>
            {preview}
          </aside>
        )}
      </div>
      {!wide && (
        <Drawer opened={Boolean(preview)} onClose={() => onClosePreview?.()} position="bottom" size="80%" title={previewTitle}>
          {preview}
        </Drawer>
      )}
    </div>
  );
}
