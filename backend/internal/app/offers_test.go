package app_test

import (
	"context"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/config"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store/storetest"
)

// opened starts the real program on a database and serves it on a free port until close is called, which may be done twice.
func opened(t *testing.T, address string) (a *app.App, stop func()) {
	t.Helper()
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = address, t.TempDir(), "a secret of at least thirty-two characters"
	a, err := app.New(context.Background(), c, app.Options{Log: slog.New(slog.DiscardHandler), Migrate: true, Ephemeral: true,
		Passwords: &argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- a.Serve(ctx, l) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return a, stop
}

// offered adds a placement and an approved offer for everybody on it.
func offered(t *testing.T, s *offer.Service) {
	t.Helper()
	ctx := context.Background()
	p, err := s.CreatePlacement(ctx, account.System, offer.Placement{Code: "home", Name: "Home", Channel: "web", Size: 1})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Create(ctx, account.System, offer.Offer{Code: "o", Name: "O", Kind: "gift", Placements: []id.ID{p.ID}, Variants: []offer.Variant{{TitleEn: "T", TextEn: "X"}}})
	if err == nil {
		_, err = s.Approve(ctx, account.System, o.ID, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What was proposed is in the database when the program has stopped, however soon after the answer it was asked to.
func TestStoppingWritesPropositions(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			address := at(t)
			a, stop := opened(t, address)
			offered(t, a.Services.Offers)
			const n = offer.RecordBatch + 500
			for range n {
				d, err := a.Services.Decider.Decide(t.Context(), offer.Request{Placements: []string{"home"}})
				if err != nil || len(d.Placements[0].Propositions) != 1 {
					t.Fatal(d, err)
				}
			}
			stop()
			var written int
			if err := storetest.Raw(t, address).QueryRow("SELECT COUNT(*) FROM proposition").Scan(&written); err != nil || written != n {
				t.Fatalf("%d of %d propositions are written, %v", written, n, err)
			}
		})
	}
}

// A second replica proposes within a second what the first one approved; five are allowed to a busy machine.
func TestReplicasFollow(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			address := at(t)
			here, _ := opened(t, address)
			there, _ := opened(t, address)
			ask := offer.Request{All: true, Preview: true}
			if d, err := there.Services.Decider.Decide(t.Context(), ask); err != nil || len(d.Placements) != 0 {
				t.Fatal(d, err)
			}
			offered(t, here.Services.Offers)
			start, look := time.Now(), time.NewTicker(5*time.Millisecond)
			defer look.Stop()
			for range look.C {
				d, err := there.Services.Decider.Decide(t.Context(), ask)
				if err != nil {
					t.Fatal(err)
				}
				if len(d.Placements) == 1 && len(d.Placements[0].Propositions) == 1 {
					t.Logf("seen after %v", time.Since(start))
					return
				}
				if time.Since(start) > 5*time.Second {
					t.Fatal("not seen within 5 s")
				}
			}
		})
	}
}
