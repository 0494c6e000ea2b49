package bench

import (
	"context"
	"testing"

	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// BenchmarkClientFacts reads the facts of a client that no decision remembers: the one round trip of a cold decision.
func BenchmarkClientFacts(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchFacts(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchFacts(b, storetest.MySQL(b)) })
}

func benchFacts(b *testing.B, database string) {
	s := openShop(b, database)
	facts := store.NewDecisions(s.app.DB)
	n := 0
	for b.Loop() {
		if _, err := facts.ClientFacts(context.Background(), s.clients[n*7919%len(s.clients)]); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
