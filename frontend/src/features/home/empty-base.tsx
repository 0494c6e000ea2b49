import { Button, Title } from "@mantine/core";
import { IconCar, IconFileUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { ButtonLink } from "@/ui/button-link";
import { PageHead } from "@/ui/page/page-head";
import { useAct } from "@/ui/use-submit";
import classes from "./home.module.css";
import { useLoadDemo } from "./queries";

/** The home of an empty base: two doors. */
export function EmptyBase() {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const canAdminister = useCan("administer");
  const loadDemo = useLoadDemo();
  const { act, busy } = useAct();
  return (
    <>
      <PageHead title={t("home.empty.title")} lead={t("home.empty.lead")} />
      <div className={classes.doors}>
        <section className={`card ${classes.door}`}>
          <IconFileUpload size={36} stroke={1.4} aria-hidden />
          <Title order={2}>{t("home.empty.importTitle")}</Title>
          <p>{t("home.empty.importBody")}</p>
          {canMarket && <ButtonLink to="/imports/new">{t("home.empty.importAction")}</ButtonLink>}
        </section>
        <section className={`card ${classes.door}`}>
          <IconCar size={36} stroke={1.4} aria-hidden />
          <Title order={2}>{t("home.empty.demoTitle")}</Title>
          <p>{t("home.empty.demoBody")}</p>
          {canAdminister && (
            <Button variant="light" loading={busy} onClick={() => void act(loadDemo, t("home.empty.demoStarted"))}>
              {t("home.empty.demoAction")}
            </Button>
          )}
        </section>
      </div>
    </>
  );
}
