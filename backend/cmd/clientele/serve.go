package main

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"

	"clientele/internal/app"
	"clientele/internal/config"
)

type serveCmd struct {
	Migrate bool `help:"Bring the schema up to date first (always so on SQLite)."`
}

// Run serves until it is asked to stop.
func (s serveCmd) Run(e *env) error {
	c, err := e.config()
	if err != nil {
		return err
	}
	log := newLog(c)
	log.Info("settings", "values", c.Shown())
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if os.Getenv("CLIENTELE_PUBLIC_URL") == "" {
		c.PublicURL = "http://" + l.Addr().String()
	}
	a, err := app.New(e.ctx, c, app.Options{Log: log, Migrate: s.Migrate})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	password, err := a.Services.Accounts.EnsureAdmin(e.ctx, c.AdminEmail, c.AdminPassword)
	if err != nil {
		return fmt.Errorf("create the first admin: %w", err)
	}
	fmt.Printf("Clientele %s is ready at %s\n", version, c.PublicURL)
	if password != "" {
		fmt.Printf("First sign-in: %s with the one-time password %s\n", c.AdminEmail, password)
	}
	if _, err := a.Services.Accounts.Check(e.ctx, demoEmail, demoPassword); err == nil {
		fmt.Printf("Demo sign-in: %s with the password %s\n", demoEmail, demoPassword)
	}
	return a.Serve(e.ctx, l)
}

func newLog(c config.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel))
	o := &slog.HandlerOptions{Level: level, ReplaceAttr: hidePersonal}
	if c.LogFormat == "text" {
		return slog.New(slog.NewTextHandler(os.Stderr, o))
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, o))
}

// hidePersonal keeps what could be personal out of the log, whatever a caller passes.
func hidePersonal(_ []string, a slog.Attr) slog.Attr {
	switch strings.ToLower(a.Key) {
	case "email", "phone", "name", "address", "token", "password", "authorization", "cookie":
		return slog.String(a.Key, "***")
	}
	return a
}
