package portfolio

import (
	"context"

	"clientele/internal/fault"
)

// Alarms gives the alarms of a run; those of the published one also say what has become of it since.
func (s *Analyses) Alarms(ctx context.Context, scope ReportScope) (Run, []Alarm, error) {
	r, rep, err := ReadReport[AlarmsReport](ctx, s, scope, ReportAlarms)
	if err != nil {
		return r, nil, err
	}
	out := rep.Alarms
	if scope.Run == 0 {
		live, err := s.liveAlarms(ctx, r)
		if err != nil {
			return r, nil, err
		}
		out = append(out, live...)
	}
	sortAlarms(out)
	return r, out, nil
}

// liveAlarms says that the newest order is long ago, and that a run after the published one failed.
func (s *Analyses) liveAlarms(ctx context.Context, r Run) ([]Alarm, error) {
	var out []Alarm
	next, err := s.service.Suggestion(ctx)
	if err != nil {
		return nil, err
	}
	if next.Stale {
		today, err := s.service.today(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, Alarm{AlarmStale, Warning, map[string]float64{"days": float64(today - *next.Newest)}, Target{Path: "/imports"}})
	}
	last, err := s.store.LastFinished(ctx)
	if fault.Is(err, fault.KindNotFound) {
		return out, nil
	}
	if err == nil && last.State == Failed && last.Number > r.Number {
		out = append(out, Alarm{AlarmRunFailed, Danger, map[string]float64{"number": float64(last.Number)}, Target{Path: "/portfolio/runs"}})
	}
	return out, err
}
