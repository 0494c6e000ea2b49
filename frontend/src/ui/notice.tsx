import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import i18next from "i18next";
import type { Problem } from "@/lib/problem";
import { refusalWords } from "./fault-words";

const closing = () => ({ closeButtonProps: { "aria-label": i18next.t("action.close") } });

/** Short words at the corner of the screen: done, undone, failed. */
export const notice = {
  done(message: string) {
    notifications.show({ message, color: "petrol", icon: <IconCheck size={16} aria-hidden />, autoClose: 4000, ...closing() });
  },
  /** Says what was done and offers to take it back for ten seconds. */
  undo(message: string, undo: () => void) {
    const id = notifications.show({
      color: "petrol",
      icon: <IconCheck size={16} aria-hidden />,
      autoClose: 10_000,
      ...closing(),
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text fz="sm">{message}</Text>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {i18next.t("action.undo")}
          </Button>
        </Group>
      ),
    });
  },
  failed(problem: Problem, title?: string) {
    const told = problem.kind === "conflict" || (problem.kind === "invalid" && problem.code !== "invalid"); // else the fields say what is wrong
    const words = told ? refusalWords(i18next.t, problem) : "";
    notifications.show({
      title: title ?? i18next.t("error.notDone"),
      message: (
        <>
          {words || i18next.t(`error.${problem.kind}`)}
          {problem.requestId && (
            <Text fz="xs" c="dimmed">
              {i18next.t("error.requestId", { id: problem.requestId })}
            </Text>
          )}
        </>
      ),
      color: "brick",
      icon: <IconAlertTriangle size={16} aria-hidden />,
      autoClose: 9000,
      ...closing(),
    });
  },
};
