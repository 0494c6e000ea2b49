package store_test

import (
	"context"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

var noon = clock.Fixed(time.Date(2026, 3, 12, 12, 0, 0, 123456000, time.UTC))

func TestUserRoundTrip(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := store.NewAccounts(db)
		u := account.User{Email: "a@example.org", EmailKey: "a@example.org", Name: "Émile", Role: account.Admin, State: "active", Language: "fr", Theme: "auto"}
		err := db.InTx(ctx, func(ctx context.Context) (err error) {
			u, err = s.CreateUser(ctx, u)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.UserByEmail(ctx, "a@example.org")
		if err != nil {
			t.Fatal(err)
		}
		if !got.CreatedAt.Equal(noon.Now()) || got.Name != "Émile" || got.ID != u.ID {
			t.Fatalf("got %+v", got)
		}
		err = db.InTx(ctx, func(ctx context.Context) error {
			_, err := s.UpdateUser(ctx, got, 7)
			return err
		})
		if fault.Code(err) != "stale_version" {
			t.Fatalf("stale update: %v", err)
		}
		if _, err := s.CreateUser(ctx, u); db.Engine() == "sqlite" && err == nil {
			t.Fatal("a write outside a transaction went through")
		}
	})
}

func TestOutboxNumbersAndConsumesOnce(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		o := store.NewOutbox(db)
		for range 3 {
			err := db.InTx(ctx, func(ctx context.Context) error {
				return o.Append(ctx, event.Of(event.ClientChanged, "client", 1, 1, nil), event.Of(event.OrderChanged, "order", 2, 1, nil))
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if n, err := o.Sequence(ctx); err != nil || n != 6 {
			t.Fatalf("sequenced %d, %v", n, err)
		}
		var seen []int64
		for {
			n, err := o.Consume(ctx, "test", 4, func(_ context.Context, events []event.Event) error {
				for _, e := range events {
					seen = append(seen, e.Seq)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				break
			}
		}
		if len(seen) != 6 || seen[0] != 1 || seen[5] != 6 {
			t.Fatalf("seen %v", seen)
		}
	})
}
