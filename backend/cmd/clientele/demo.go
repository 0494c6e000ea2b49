package main

import (
	"fmt"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/clock"
	"clientele/internal/demo"
	"clientele/internal/fault"
)

// The sign-in of the demo, printed by serve as long as it holds.
const (
	demoEmail    = "demo@clientele.example"
	demoPassword = "clientele-demo"
)

type demoCmd struct {
	Clients int    `default:"3000" help:"Clients to make."`
	Seed    uint64 `default:"1" help:"The same seed and day make the same data."`
	Day     string `help:"Last day of the six years (2006-01-02); today when left out." placeholder:"DATE"`
}

// Run loads the demo into an empty base, with a user to sign in with; a base that holds anything is left alone.
func (d demoCmd) Run(e *env) error {
	p := demo.Plan{Clients: d.Clients, Seed: d.Seed}
	if d.Day != "" {
		day, err := clock.ParseDay(d.Day)
		if err != nil {
			return err
		}
		p.Day = day
	}
	a, err := e.open(app.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	empty, err := a.Services.Demo.Empty(e.ctx)
	if err != nil {
		return err
	}
	if !empty {
		fmt.Println("the base already holds data: no demo was loaded")
		return nil
	}
	by, err := a.Services.Accounts.CreateWithPassword(e.ctx, account.System, account.User{Email: demoEmail, Name: "Demo", Role: account.Admin, Language: "fr"}, demoPassword)
	if err != nil && !fault.Is(err, fault.KindInvalid) {
		return err
	}
	j, err := a.Services.Demo.Start(e.ctx, account.Actor{ID: by.ID}, p)
	if err != nil {
		return err
	}
	if j, err = a.Await(e.ctx, j, showProgress); err != nil {
		return err
	}
	r, err := resultOf[demo.Result](j)
	if err != nil {
		return err
	}
	fmt.Printf("demo data: %d clients, %d products, %d orders, %d cases, %d consents, %d receivables, %d shares of wallet, %d subscriptions, %d offers\n",
		r.Clients, r.Products, r.Orders, r.Cases, r.Consents, r.Receivables, r.WalletShares, r.Subscriptions, r.Offers)
	return nil
}
