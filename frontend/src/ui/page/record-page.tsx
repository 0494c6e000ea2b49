import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { PageHead } from "./page-head";

export type RecordTab = { key: string; title: string; count?: ReactNode; body: ReactNode };

type Props = {
  title: string;
  crumb?: ReactNode;
  badges?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  figures?: ReactNode;
  tabs?: readonly RecordTab[];
  tab?: string;
  onTab?: (key: string) => void;
  children?: ReactNode;
  side?: ReactNode;
};

/** One record: its head with what matters, its tabs, and its time line at the right. */
export function RecordPage({ title, crumb, badges, lead, actions, figures, tabs, tab, onTab, children, side }: Props) {
  return (
    <div className={classes.page}>
      <PageHead title={title} before={crumb} badges={badges} lead={lead} actions={actions} />
      {figures}
      <div className={`${classes.split} ${side ? classes.withSide : ""}`}>
        <div>
          {tabs && tabs.length > 0 && (
            <Tabs value={tab ?? tabs[0]?.key} onChange={(key) => key && onTab?.(key)}>
              <Tabs.List mb="md">
                {tabs.map((one) => (
                  <Tabs.Tab key={one.key} value={one.key} rightSection={one.count}>
                    {one.title}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {tabs.map((one) => (
                <Tabs.Panel key={one.key} value={one.key}>
                  {one.body}
                </Tabs.Panel>
              ))}
            </Tabs>
          )}
          {children}
        </div>
        {side && <aside>{side}</aside>}
      </div>
    </div>
  );
}
