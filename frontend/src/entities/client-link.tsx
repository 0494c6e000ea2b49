import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** A client's name that leads to the client; an anonymous sale has none. Within a sentence it is underlined: `inText`. */
export function ClientLink({ id, name, inText }: { id: string | null | undefined; name: string; inText?: boolean }) {
  const { t } = useTranslation();
  if (!id) return <span style={{ color: "var(--ink-dim)" }}>{t("orders.anonymous")}</span>;
  return <Anchor fz="inherit" underline={inText ? "always" : "hover"} renderRoot={(props) => <Link to="/clients/$id" params={{ id }} {...props} />}>{name || id}</Anchor>;
}
