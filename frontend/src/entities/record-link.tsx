import { Anchor } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** The name of a line, leading to its record. */
export const RecordLink = createLink(Anchor<"a">);
