import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/entities/me";
import { FormatProvider } from "@/i18n/use-format";
import { remembered } from "@/lib/storage";
import { nav, phoneNav, placeOf } from "../nav";
import { Rail } from "./rail";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar";

/** The frame around every signed-in page. */
export function Shell() {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const [folded, setFolded] = useState(() => remembered.read("rail.folded", false));
  const [menu, { open, close }] = useDisclosure(false);
  const house = useMemo(
    () => ({ currency: { code: organisation.currency, exponent: organisation.currency_exponent }, timeZone: organisation.time_zone }),
    [organisation.currency, organisation.currency_exponent, organisation.time_zone],
  );
  const fold = () => {
    remembered.write("rail.folded", !folded);
    setFolded(!folded);
  };
  return (
    <FormatProvider house={house}>
      <a href="#content" className="skip">
        {t("shell.skip")}
      </a>
      <div className={`${classes.shell} ${folded ? classes.folded : ""}`}>
        <div className={`${classes.rail} ${classes.wideOnly}`}>
          <Rail folded={folded} onFold={fold} />
        </div>
        <div className={classes.main}>
          <TopBar />
          <main id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      <BottomBar onMenu={open} />
      <Drawer opened={menu} onClose={close} size={280} withCloseButton={false} padding={12} classNames={{ content: classes.drawer }} attributes={{ content: { "aria-label": t("shell.nav.main") } }}>
        <Rail folded={false} onGo={close} />
      </Drawer>
    </FormatProvider>
  );
}

function BottomBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation();
  const { section } = placeOf(useLocation({ select: (location) => location.pathname }));
  return (
    <div className={`${classes.bottom} ${classes.phoneOnly}`} role="navigation" aria-label={t("shell.nav.more")}>
      {nav
        .filter((one) => phoneNav.includes(one.key))
        .map((one) => (
          <Link key={one.key} to={one.to} className={`${classes.tab} ${section === one ? classes.tabHere : ""}`} aria-current={section === one ? "page" : undefined}>
            <one.icon size={21} stroke={1.7} aria-hidden />
            {t(`shell.nav.${one.key}`)}
          </Link>
        ))}
      <button type="button" className={classes.tab} onClick={onMenu} aria-label={t("shell.nav.openMenu")}>
        <IconDots size={21} aria-hidden />
        {t("shell.nav.more")}
      </button>
    </div>
  );
}
