// Command clientele is the whole product: server, migrations, demo data, imports, portfolio runs, users.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"clientele/internal/app"
	"clientele/internal/config"
)

// version is set by the linker.
var version = "dev"

type cli struct {
	Serve   serveCmd   `cmd:"" help:"Serve the API and the app."`
	Migrate migrateCmd `cmd:"" help:"Bring the database schema up to this version."`
	Demo    demoCmd    `cmd:"" help:"Load the demo data into an empty base."`
	Import  importCmd  `cmd:"" help:"Load a file of clients, products, orders, sales, e-mails or consents."`
	Run     runCmd     `cmd:"" help:"Run the portfolio: value, ABC classes, RFM scores and groups."`
	User    userCmd    `cmd:"" help:"Add a user or reset a password."`
	Analyse analyseCmd `cmd:"" help:"The maths on a file, without a base: lifetime value, RFM, ABC, off-policy estimates."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// env is what every sub-command gets.
type env struct {
	ctx    context.Context
	config func() (config.Config, error)
	log    *slog.Logger
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	parser := kong.Parse(&c, kong.Name("clientele"), kong.Description("Know what each client is worth. Settings come from CLIENTELE_* in the environment."), kong.UsageOnError())
	err := parser.Run(&env{ctx: ctx, config: config.Load, log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		fmt.Fprintln(os.Stderr, "clientele:", err)
		os.Exit(1)
	}
}

// open loads the settings and builds the program for a sub-command.
func (e *env) open(o app.Options) (*app.App, error) {
	c, err := e.config()
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = e.log
	}
	return app.New(e.ctx, c, o)
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run() error {
	fmt.Println("clientele", version)
	return nil
}
