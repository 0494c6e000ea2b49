import { ActionIcon, Kbd, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconDeviceDesktop, IconHelp, IconLanguage, IconLogout, IconMoon, IconSearch, IconSun, IconUserCircle } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { client } from "@/api/api";
import { session } from "@/api/session";
import { useChangeMe, useMe } from "@/entities/me";
import { usePortfolio } from "@/entities/portfolio";
import { chooseLanguage, currentLanguage, languages } from "@/i18n/i18n";
import { useFormat } from "@/i18n/use-format";
import type { Language } from "@/lib/format";
import { HelpDialog } from "./help-dialog";
import { JobsTray } from "./jobs-tray";
import { SearchDialog } from "./search-dialog";
import classes from "./shell.module.css";

/** Search, date of the portfolio, background work, help, language, theme, account. */
export function TopBar() {
  const { t } = useTranslation();
  const [search, searching] = useDisclosure(false);
  const [help, helping] = useDisclosure(false);
  useHotkeys([
    ["mod+K", searching.open],
    ["shift+?", helping.open],
  ]);
  return (
    <header className={classes.top}>
      <button type="button" className={classes.search} onClick={searching.open} aria-label={t("shell.search.title")} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden />
        <span>{t("shell.search.open")}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <div className={classes.gap} />
      <AsOf />
      <JobsTray />
      <Tooltip label={t("shell.help.open")}>
        <ActionIcon aria-label={t("shell.help.open")} onClick={helping.open} className={classes.wideOnly}>
          <IconHelp size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Account />
      <SearchDialog opened={search} onClose={searching.close} />
      <HelpDialog opened={help} onClose={helping.close} />
    </header>
  );
}

function AsOf() {
  const { t } = useTranslation();
  const format = useFormat();
  const run = usePortfolio().data?.run;
  return (
    <Tooltip label={run ? t("shell.asOf.hint") : t("shell.asOf.noneHint")}>
      <Link to="/portfolio/runs" className={classes.asOf} aria-label={run ? t("shell.asOf.label", { day: format.day(run.as_of) }) : t("shell.asOf.none")}>
        <i className={`${classes.dot} ${run ? "" : classes.dotNone}`} />
        <span className={classes.wideOnly}>{run ? t("shell.asOf.label", { day: format.day(run.as_of) }) : t("shell.asOf.none")}</span>
        <span className={classes.narrowOnly}>{run ? format.day(run.as_of) : t("shell.asOf.short")}</span>
      </Link>
    </Tooltip>
  );
}

const schemes = [
  { value: "light", icon: IconSun },
  { value: "dark", icon: IconMoon },
  { value: "auto", icon: IconDeviceDesktop },
] as const;

function Account() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const change = useChangeMe();
  const keep = (wanted: { language?: Language; theme?: "light" | "dark" | "auto" }) =>
    change.mutate({
      params: { header: { "If-Match": `"v${me.version}"` } },
      body: { name: me.name, language: wanted.language ?? me.language, theme: wanted.theme ?? me.theme },
    });
  const signOut = async () => {
    await client.POST("/auth/logout", { body: {} }).catch(() => undefined);
    session.close();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="lg" title={me.name} aria-label={t("shell.user.open", { name: me.name })}>
          <IconUserCircle size={23} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {t(`role.${me.role}`)}
        </Menu.Label>
        <Menu.Item leftSection={<IconUserCircle size={16} />} renderRoot={(props) => <Link to="/settings/profile" {...props} />}>
          {t("shell.user.profile")}
        </Menu.Item>
        <Menu.Divider />
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<IconLanguage size={16} />}
            disabled={currentLanguage() === language}
            onClick={() => {
              chooseLanguage(language);
              keep({ language });
            }}
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("theme.title")}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<scheme.icon size={16} />}
            disabled={colorScheme === scheme.value}
            onClick={() => {
              setColorScheme(scheme.value);
              keep({ theme: scheme.value });
            }}
          >
            {t(`theme.${scheme.value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t("shell.user.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
