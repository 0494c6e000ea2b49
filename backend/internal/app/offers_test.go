package app_test

import (
	"context"
	"log/slog"
	"net"
	"testing"

	"github.com/alexedwards/argon2id"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/config"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store/storetest"
)

// What was proposed is in the database when the program has stopped, however soon after the answer it was asked to.
func TestStoppingWritesPropositions(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			address := at(t)
			c := config.Default()
			c.DatabaseURL, c.DataDir, c.Secret = address, t.TempDir(), "a secret of at least thirty-two characters"
			a, err := app.New(context.Background(), c, app.Options{Log: slog.New(slog.DiscardHandler), Migrate: true, Ephemeral: true,
				Passwords: &argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}})
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(context.Background())
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			served := make(chan error, 1)
			go func() { served <- a.Serve(ctx, l) }()
			s := a.Services
			p, err := s.Offers.CreatePlacement(ctx, account.System, offer.Placement{Code: "home", Name: "Home", Channel: "web", Size: 1})
			if err != nil {
				t.Fatal(err)
			}
			o, err := s.Offers.Create(ctx, account.System, offer.Offer{Code: "o", Name: "O", Kind: "gift", Placements: []id.ID{p.ID}, Variants: []offer.Variant{{TitleEn: "T", TextEn: "X"}}})
			if err == nil {
				_, err = s.Offers.Approve(ctx, account.System, o.ID, 0)
			}
			if err != nil {
				t.Fatal(err)
			}
			const n = offer.RecordBatch + 500
			for range n {
				d, err := s.Decider.Decide(ctx, offer.Request{Placements: []string{"home"}})
				if err != nil || len(d.Placements[0].Propositions) != 1 {
					t.Fatal(d, err)
				}
			}
			stop()
			if err := <-served; err != nil {
				t.Fatal(err)
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			var written int
			if err := storetest.Raw(t, address).QueryRow("SELECT COUNT(*) FROM proposition").Scan(&written); err != nil || written != n {
				t.Fatalf("%d of %d propositions are written, %v", written, n, err)
			}
		})
	}
}
