import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, currentLanguage } from "@/i18n/i18n";
import { Mark } from "../shell/mark";
import classes from "./sign-in.module.css";

/** The frame of the pages before the product: what it is for at the left, a form at the right. */
export function EntryFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const other = currentLanguage() === "fr" ? "en" : "fr";
  return (
    <div className={classes.page}>
      <section className={classes.story} aria-label="Clientele">
        <svg className={classes.curve} viewBox="0 0 600 300" preserveAspectRatio="none" aria-hidden>
          <path d="M0 300C40 130 90 62 200 38S470 10 600 6V300Z" fill="#114448" />
          <path d="M0 300C40 130 90 62 200 38S470 10 600 6" fill="none" stroke="#3f9a90" strokeWidth="2" vectorEffect="non-scaling-stroke" />
          <path d="M0 300C16 232 34 178 58 136" fill="none" stroke="#f0a63a" strokeWidth="5" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
        </svg>
        <div className={classes.brand}>
          <Mark size={34} /> Clientele
        </div>
        <p className={classes.lead}>{t("signIn.lead")}</p>
      </section>
      <main className={classes.side} id="content">
        <div className={classes.tools}>
          <Button variant="subtle" color="gray" size="compact-sm" lang={other} onClick={() => chooseLanguage(other)}>
            {t(`language.${other}`)}
          </Button>
        </div>
        {children}
      </main>
    </div>
  );
}
