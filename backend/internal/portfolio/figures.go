package portfolio

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/page"
)

// ClientNames has the words for what figures hold as ids and classes.
type ClientNames struct {
	categories map[id.ID]string
	settings   Settings
}

// Category gives a category's name, empty for 0 and for one that is gone.
func (n ClientNames) Category(v id.ID) string { return n.categories[v] }

// Tier gives the code of the service tier of an ABC class, empty where the settings name none.
func (n ClientNames) Tier(class string) string {
	t, _ := n.settings.Tier(class)
	return t.Code
}

// Figures gives the run of a scope whose figures are to be read, provided that it has a report (any run where none is named), and the words
// that go with them.
func (s *Analyses) Figures(ctx context.Context, scope ReportScope, name ReportName) (Run, ClientNames, error) {
	n := ClientNames{categories: map[id.ID]string{}}
	r, err := s.run(ctx, scope)
	if err != nil {
		return r, n, err
	}
	if scope.Division != 0 {
		if err := s.store.KnownDivision(ctx, scope.Division); err != nil {
			return r, n, err
		}
	}
	if name != "" {
		if _, err := s.store.Report(ctx, r.Number, scope.Division, string(name)); err != nil {
			return r, n, err
		}
	}
	if n.settings, err = r.UsedSettings(); err != nil {
		return r, n, err
	}
	list, err := s.store.Categories(ctx)
	for _, c := range list {
		n.categories[c.ID] = c.Name
	}
	return r, n, err
}

// EachFigure calls yield for every figure of a division that readers of a run see, in order of client.
func (s *Analyses) EachFigure(ctx context.Context, r Run, division id.ID, yield func(NamedFigure) error) error {
	return s.store.Each(ctx, r.Number, division, yield)
}

// EachRun calls yield for every run, newest first.
func (s *Analyses) EachRun(ctx context.Context, yield func(Run) error) error {
	w := page.Window{Limit: page.MaxLimit}
	for {
		l, err := s.store.Runs(ctx, w)
		if err != nil {
			return err
		}
		for _, r := range l.Items {
			if err := yield(r); err != nil {
				return err
			}
		}
		if l.Next == "" {
			return nil
		}
		if w.After, err = page.ReadCursor(l.Next); err != nil {
			return err
		}
	}
}

// Currency gives the reporting currency.
func (s *Analyses) Currency(ctx context.Context) (string, error) {
	org, err := s.service.orgs.Get(ctx)
	return org.Currency, err
}
