package main

import (
	"encoding/json"
	"fmt"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/clock"
	"clientele/internal/job"
	"clientele/internal/portfolio"
)

type runCmd struct {
	AsOf string `help:"Day that the run speaks of, included (2006-01-02); today when left out." placeholder:"DATE"`
}

// Run runs the portfolio and prints what it found.
func (r runCmd) Run(e *env) error {
	p := portfolio.Params{Trigger: "command"}
	if r.AsOf != "" {
		d, err := clock.ParseDay(r.AsOf)
		if err != nil {
			return err
		}
		p.AsOf = &d
	}
	a, err := e.open(app.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	j, err := a.Services.Portfolio.Start(e.ctx, account.System, p)
	if err != nil {
		return err
	}
	if j, err = a.Await(e.ctx, j, showProgress); err != nil {
		return err
	}
	res, err := resultOf[portfolio.Result](j)
	if err != nil {
		return err
	}
	_, s, err := a.Services.Portfolio.Run(e.ctx, res.RunID)
	if err != nil {
		return err
	}
	org, err := a.Services.Organisations.Get(e.ctx)
	if err != nil {
		return err
	}
	fmt.Printf("run %d as of %s: %d clients, %d active, %d changed\n", res.Number, res.AsOf, res.Clients, s.Active, res.Changed)
	fmt.Printf("revenue of the window %s, since the beginning %s (anonymous sales %s)\n", amount(s.Window.RevenueMinor, org.Currency),
		amount(s.AllTime.RevenueMinor, org.Currency), amount(s.AllTime.AnonymousRevenue, org.Currency))
	for _, c := range s.ABC.Classes {
		fmt.Printf("ABC %-5s %7d clients  %5.1f %% of clients  %5.1f %% of value\n", c.Class, c.Clients, 100*c.ClientShare, 100*c.ValueShare)
	}
	for _, g := range s.Groups {
		fmt.Printf("RFM %-16s %7d clients  %5.1f %% of value\n", g.Group, g.Clients, 100*g.ValueShare)
	}
	return nil
}

// resultOf reads the result of a job that is done; an error says how it ended otherwise.
func resultOf[T any](j job.Job) (T, error) {
	var v T
	if j.State != job.Done {
		return v, fmt.Errorf("%s: %s %s", j.State, j.ErrorCode, j.ErrorDetail)
	}
	err := json.Unmarshal([]byte(j.Result), &v)
	return v, err
}
