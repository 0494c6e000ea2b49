package portfolio

import (
	"context"
	"strconv"
	"time"

	"clientele/internal/account"
	"clientele/internal/fault"
)

// Tick starts a run when the schedule says so, once over all processes; a turn that passed while nothing ran is made up for once.
func (s *Service) Tick(ctx context.Context) error {
	settings, _, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return err
	}
	due, ok := settings.Schedule.last(s.clock.Now().In(org.Zone()))
	if !ok {
		return nil
	}
	text, version, err := s.settings.Setting(ctx, "portfolio_schedule")
	if err != nil {
		return err
	}
	stamp := strconv.FormatInt(due.Unix(), 10)
	last, _ := strconv.ParseInt(text, 10, 64)
	if last >= due.Unix() {
		return nil
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.settings.PutSetting(ctx, "portfolio_schedule", stamp, version); err != nil {
			return err
		}
		if version == 0 {
			return nil // a new base waits for its first turn
		}
		newest, err := s.store.NewestOrderDay(ctx)
		if err != nil || newest == nil {
			return err
		}
		_, err = s.Start(ctx, account.System, Params{Trigger: "schedule"})
		return err
	})
	if fault.Code(err) == "stale_version" {
		return nil
	}
	return err
}

// last gives the latest turn of the schedule that is not after now; false when it is off.
func (s Schedule) last(now time.Time) (time.Time, bool) {
	hour, minute, ok := s.clock()
	if !ok || s.Every == "off" {
		return time.Time{}, false
	}
	t := time.Date(now.Year(), now.Month(), now.Day(), hour, minute, 0, 0, now.Location())
	if t.After(now) {
		t = t.AddDate(0, 0, -1)
	}
	switch s.Every {
	case "week":
		t = t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	case "month":
		t = t.AddDate(0, 0, 1-t.Day())
	}
	return t, true
}
