import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Confirm } from "./confirm";

/** Asks before a page with unsaved changes is left. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation();
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <Confirm opened={status === "blocked"} title={t("confirm.leave")} button={t("confirm.leaveAnyway")} onConfirm={() => proceed?.()} onClose={() => reset?.()}>
      {t("confirm.leaveBody")}
    </Confirm>
  );
}
