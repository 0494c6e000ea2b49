import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Crumb } from "@/ui/crumb";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { PageHead } from "@/ui/page/page-head";
import { PlotSkeleton } from "@/ui/skeletons";
import pages from "@/ui/page/page.module.css";
import { RecordLink } from "@/entities/record-link";
import { useCalendar, type Offer } from "./queries";
import classes from "./offers.module.css";

const span = 6;

/** When each offer holds: a bar per offer over six months, drafts dashed. */
export function OfferCalendarPage() {
  const { t } = useTranslation();
  return (
    <div className={pages.page}>
      <PageHead title={t("offers.calendar.title")} before={<Crumb to="/offers">{t("offers.title")}</Crumb>} lead={t("offers.calendar.lead")} />
      <Loaded query={useCalendar()} skeleton={<PlotSkeleton height={320} />}>
        {({ items }) => (
          <div className="card" style={{ padding: 16 }}>
            {items.length === 0 ? <EmptyState title={t("offers.empty.title")} body={t("offers.empty.body")} /> : <Bars offers={items} />}
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Bars({ offers }: { offers: readonly Offer[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = new Date();
  const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1);
  const months = Array.from({ length: span }, (_, at) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1 + at, 1));
  const end = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1 + span, 1);
  const day = 86_400_000;
  const days = Math.round((end - start) / day);
  const at = (text: string | null, otherwise: number) => (text ? Math.round((Date.parse(`${text}T00:00:00Z`) - start) / day) : otherwise);
  const todayAt = Math.round((Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()) - start) / day);
  const shown = offers.filter((offer) => at(offer.from_day, 0) < days && at(offer.to_day, days) >= 0);
  return (
    <div className={classes.calendar} tabIndex={0} role="region" aria-label={t("offers.calendar.title")}>
      <div className={classes.grid} style={{ gridTemplateColumns: `var(--names) repeat(${days}, minmax(0, 1fr))` }}>
        <span className={classes.today} style={{ gridColumn: todayAt + 2, gridRow: `1 / span ${shown.length + 1}` }} aria-hidden />
        <span className={classes.corner} />
        {months.map((month, index) => {
          const next = months[index + 1] ?? end;
          return (
            <span key={month} className={classes.month} style={{ gridRow: 1, gridColumn: `${Math.round((month - start) / day) + 2} / span ${Math.round((next - month) / day)}` }}>
              {format.day(new Date(month).toISOString().slice(0, 10), "month")}
            </span>
          );
        })}
        {shown.map((offer, row) => {
          const from = Math.max(0, at(offer.from_day, 0));
          const to = Math.min(days - 1, at(offer.to_day, days - 1));
          const words = offer.to_day ? t("offers.calendar.fromTo", { from: format.day(offer.from_day), to: format.day(offer.to_day) }) : t("offers.calendar.noEnd");
          return (
            <div key={offer.id} style={{ display: "contents" }}>
              <span className={classes.offerName} style={{ gridColumn: 1, gridRow: row + 2 }}>
                <RecordLink to="/offers/$id" params={{ id: offer.id }}>{offer.name}</RecordLink>
              </span>
              <Link
                to="/offers/$id"
                params={{ id: offer.id }}
                className={`${classes.bar} ${offer.state === "draft" ? classes.draft : ""} ${at(offer.from_day, -1) < 0 ? classes.begun : ""} ${offer.to_day ? "" : classes.open} ${at(offer.to_day, 0) >= days ? classes.on : ""}`}
                style={{ gridRow: row + 2, gridColumn: `${from + 2} / ${Math.max(from + 3, to + 3)}` }}
                title={words}
                aria-label={`${offer.name}: ${words}`}
              >
                {t(`offers.kind.${offer.kind}`)}
              </Link>
            </div>
          );
        })}
      </div>
    </div>
  );
}
