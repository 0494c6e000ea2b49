package portfolio

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// RenewalFilter narrows renewals; days are inclusive, NoDay has no bound.
type RenewalFilter struct {
	Division   id.ID
	From, To   int32
	Stages     []string
	Categories []id.ID
}

// RenewalRow is a client's most urgent renewal. Category is nil for goods without one.
type RenewalRow struct {
	Client    id.ID
	Name      string
	Category  *CategoryRef
	LastDay   clock.Day
	DueFrom   clock.Day
	Due       clock.Day
	DueTo     clock.Day
	CycleDays int64
	Stage     string
	Revenue   int64
	Predicted int64
}

// RenewalDay is the renewals planned for one day, with the predicted value of their clients.
type RenewalDay struct {
	Day     clock.Day
	Clients int64
	Value   int64
}

// Renewals lists the clients whose most urgent renewal is known, the first due first.
func (s *Analyses) Renewals(ctx context.Context, scope ReportScope, f RenewalFilter, w page.Window) (Run, page.List[RenewalRow], error) {
	r, err := s.with(ctx, scope, ReportLifeStage)
	if err != nil {
		return r, page.List[RenewalRow]{}, err
	}
	f.Division = scope.Division
	l, err := s.store.Renewals(ctx, r.Number, f, w)
	return r, l, err
}

// maxRenewalDays is the longest stretch of days counted at once.
const maxRenewalDays = 800

// RenewalDays counts renewals by day, days without any left out. Without bounds it is a month back and eleven ahead of the run's day.
func (s *Analyses) RenewalDays(ctx context.Context, scope ReportScope, f RenewalFilter) (Run, []RenewalDay, error) {
	r, err := s.with(ctx, scope, ReportLifeStage)
	if err != nil {
		return r, nil, err
	}
	f.Division = scope.Division
	if f.From == NoDay {
		f.From = int32(r.AsOfDay.AddMonths(-1))
	}
	if f.To == NoDay {
		f.To = int32(max(clock.Day(f.From), r.AsOfDay).AddMonths(11))
	}
	if int64(f.To)-int64(f.From) > maxRenewalDays {
		return r, nil, fault.Invalid(fault.Field{Path: "to", Code: "range", Message: "must be at most 800 days after from"})
	}
	out, err := s.store.RenewalDays(ctx, r.Number, f)
	return r, out, err
}
