package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/intake"
	"clientele/internal/job"
)

type importCmd struct {
	File     string `arg:"" type:"existingfile" help:"CSV (also .gz) or XLSX file."`
	Preset   string `help:"Kind of file, such as retail-lines, clients, order-lines, emails, consents; told from the columns when left out."`
	Mapping  string `help:"Name of a saved mapping of the preset." placeholder:"NAME"`
	Source   string `help:"External source of the file's references (import when left out)."`
	Currency string `help:"Currency of amounts, where no column says it; the organisation's when left out."`
	TimeZone string `help:"Time zone of times without one; the organisation's when left out."`
	DryRun   bool   `help:"Check everything, write nothing."`
	Strict   bool   `help:"Fail when any line was rejected."`
}

// Run takes a file in and prints the reckoning.
func (m importCmd) Run(e *env) error {
	a, err := e.open(app.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	i, err := m.upload(e.ctx, a.Services.Imports)
	if err != nil {
		return err
	}
	j, err := a.Services.Imports.Start(e.ctx, account.System, i.ID, m.DryRun)
	if err != nil {
		return err
	}
	j, err = a.Await(e.ctx, j, showProgress)
	if errors.Is(err, context.Canceled) {
		if _, e := a.Services.Imports.Cancel(context.WithoutCancel(e.ctx), i.ID); e != nil {
			return errors.Join(err, e)
		}
	} else if err != nil {
		return err
	}
	if i, err = a.Services.Imports.ByID(context.WithoutCancel(e.ctx), i.ID); err != nil {
		return err
	}
	c := intake.CountsOf(i.Counts)
	m.print(i, c)
	switch {
	case i.Live() == intake.Cancelled:
		return errors.New("cancelled: what was loaded stays; start the same import again for the rest")
	case j.State != job.Done:
		return fmt.Errorf("%s: %s %s", j.State, j.ErrorCode, j.ErrorDetail)
	case m.Strict && c.LinesRejected > 0:
		return fmt.Errorf("%d lines were rejected", c.LinesRejected)
	}
	return nil
}

// upload stores the file and sets how it is read.
func (m importCmd) upload(ctx context.Context, imports *intake.Service) (intake.Row, error) {
	f, err := os.Open(m.File)
	if err != nil {
		return intake.Row{}, err
	}
	defer func() { _ = f.Close() }()
	i, err := imports.Upload(ctx, account.System, filepath.Base(m.File), f)
	if err != nil {
		return i, err
	}
	set := intake.Settings{Preset: m.Preset}
	if set.Preset == "" {
		set.Preset = i.Preset
	}
	if m.Mapping != "" {
		saved, err := imports.MappingByName(ctx, set.Preset, m.Mapping)
		if err != nil {
			return i, err
		}
		set = intake.SettingsOf(saved.Settings)
	}
	for dst, v := range map[*string]string{&set.Options.Source: m.Source, &set.Options.Currency: m.Currency, &set.Options.TimeZone: m.TimeZone} {
		if v != "" {
			*dst = v
		}
	}
	return imports.Put(ctx, i.ID, set, i.Version)
}

func (m importCmd) print(i intake.Row, c intake.Counts) {
	what := "import"
	if i.DryRun {
		what = "dry run"
	}
	fmt.Printf("%s %s (%s, source %s): %s\n", what, i.ID, i.Preset, sourceOf(i), i.Live())
	fmt.Printf("lines        read %d = kept %d + rejected %d\n", c.LinesRead, c.LinesKept, c.LinesRejected)
	for _, n := range []struct {
		name string
		o    intake.Outcome
	}{{"clients", c.Clients}, {"contacts", c.Contacts}, {"products", c.Products}, {"orders", c.Orders}, {"consents", c.Consents}, {"interactions", c.Interactions}, {"cases", c.Cases},
		{"receivables", c.Receivables}, {"wallets", c.WalletShares}, {"contracts", c.Subscriptions}, {"categories", c.Categories}, {"divisions", c.Divisions}} {
		if n.o != (intake.Outcome{}) {
			fmt.Printf("%-12s created %d, updated %d, unchanged %d\n", n.name, n.o.Created, n.o.Updated, n.o.Unchanged)
		}
	}
	if c.Orders != (intake.Outcome{}) || c.OrdersRejected > 0 {
		fmt.Printf("of orders    returns %d, without a client %d, rejected %d\n", c.Returns, c.OrdersAnonymous, c.OrdersRejected)
		fmt.Printf("anonymous    lines %d\n", c.LinesAnonymous)
		fmt.Printf("amount       read %s = kept %s + rejected %s %s\n", c.AmountRead, c.AmountKept, c.AmountRejected, c.Currency)
		fmt.Printf("stored net   kept %s, rejected %s\n", amount(c.NetKeptMinor, c.Currency), amount(c.NetRejectedMinor, c.Currency))
	}
	if c.LinesRejected > 0 {
		fmt.Printf("rejected lines with their reasons: GET /api/v1/imports/%s/rejects\n", i.ID)
	}
}

func sourceOf(i intake.Row) string {
	if s := intake.SettingsOf(i.Settings).Options.Source; s != "" {
		return s
	}
	return intake.DefaultSource
}
