import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** A client's name that leads to the client; an anonymous sale has none. */
export function ClientLink({ id, name }: { id: string | null | undefined; name: string }) {
  const { t } = useTranslation();
  if (!id) return <span style={{ color: "var(--ink-dim)" }}>{t("orders.anonymous")}</span>;
  return <Anchor fz="inherit" renderRoot={(props) => <Link to="/clients/$id" params={{ id }} {...props} />}>{name || id}</Anchor>;
}
