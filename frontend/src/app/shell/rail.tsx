import { Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/entities/me";
import { nav, placeOf, type NavItem, type NavSection } from "../nav";
import { Mark } from "./mark";
import classes from "./shell.module.css";

type Props = { folded: boolean; onFold?: () => void; onGo?: () => void };

/** The left rail: sections, the pages of the open one, and the button that folds it to icons. */
export function Rail({ folded, onFold, onGo }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const place = placeOf(useLocation({ select: (location) => location.pathname }));
  const allowed = (item: NavItem) => !item.need || me.permissions.includes(item.need);
  return (
    <>
      <Link to="/" className={classes.brand} aria-label="Clientele" onClick={onGo}>
        <Mark />
        {!folded && "Clientele"}
      </Link>
      <nav aria-label={t("shell.nav.main")}>
        <ul className={classes.items}>
          {nav.map((section) => (
            <li key={section.key}>
              <SectionLink section={section} folded={folded} open={place.section === section} onGo={onGo} />
              {!folded && place.section === section && section.items.length > 0 && (
                <ul className={classes.subs}>
                  {section.items.filter(allowed).map((item) => (
                    <li key={item.key}>
                      <Link
                        to={item.to}
                        className={`${classes.sub} ${place.item === item ? classes.subHere : ""}`}
                        aria-current={place.item === item ? "page" : undefined}
                        onClick={onGo}
                      >
                        {t(`shell.nav.${item.key}`)}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {onFold && (
        <button type="button" className={`${classes.item} ${classes.fold}`} onClick={onFold} aria-label={folded ? t("shell.nav.expand") : t("shell.nav.collapse")}>
          {folded ? <IconLayoutSidebarLeftExpand size={19} aria-hidden /> : <IconLayoutSidebarLeftCollapse size={19} aria-hidden />}
          {!folded && <span>{t("shell.nav.collapse")}</span>}
        </button>
      )}
    </>
  );
}

function SectionLink({ section, folded, open, onGo }: { section: NavSection; folded: boolean; open: boolean; onGo?: () => void }) {
  const { t } = useTranslation();
  const name = t(`shell.nav.${section.key}`);
  const alone = section.items.length === 0 || folded;
  const link = (
    <Link
      to={section.to}
      className={`${classes.item} ${open ? (alone ? classes.here : classes.open) : ""}`}
      aria-current={open && section.items.length === 0 ? "page" : undefined}
      aria-label={folded ? name : undefined}
      onClick={onGo}
    >
      <section.icon size={19} stroke={1.7} aria-hidden />
      {!folded && name}
    </Link>
  );
  return folded ? (
    <Tooltip label={name} position="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
