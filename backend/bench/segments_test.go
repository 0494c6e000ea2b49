package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/clock"
	"clientele/internal/config"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/segment"
	"clientele/internal/store/storetest"
)

// segmentRules are rules of every sort: fields, orders of a window, lines of a category, the negation of one.
var segmentRules = []struct{ name, root string }{
	{"fields", `{"all":[{"field":"client.kind","op":"is","value":"b2c"},{"field":"client.name","op":"contains","value":"1"}]}`},
	{"orders of a year", `{"measure":"sum","of":"order.net","window":{"last":12,"unit":"month"},"op":"gte","value":100000}`},
	{"no order for a year", `{"measure":"count","of":"order","window":{"last":12,"unit":"month"},"op":"is","value":0}`},
	{"average basket", `{"measure":"average","of":"order.net","op":"gt","value":5000}`},
	{"lines", `{"measure":"count","of":"order_line","window":{"last":24,"unit":"month"},"where":[{"field":"order_line.quantity","op":"gte","value":2}],"op":"gte","value":3}`},
}

// BenchmarkSegments measures, for a made-up company of CLIENTELE_BENCH_CLIENTS clients (100,000 unless said), working each rule's members out for the first time, again
// without a difference, a preview, and matching one client and a thousand against twenty rules as events do.
func BenchmarkSegments(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchSegments(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchSegments(b, storetest.MySQL(b)) })
}

type silent struct{}

func (silent) Update(context.Context, int64, int64, string) error { return nil }

func benchSegments(b *testing.B, address string) {
	ctx, clients := b.Context(), setting(clientsVariable, 100_000)
	db := storetest.Open(b, address, clock.System{})
	l := newLoader(db)
	l.company = makeCompany(clients)
	if err := l.load(ctx, clients, 2); err != nil {
		b.Fatal(err)
	}
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = address, b.TempDir(), "a secret of at least thirty-two characters"
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.DiscardHandler), Ephemeral: true})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	r := a.Services.SegmentRules
	timed := func(what string, f func() error) {
		begin := time.Now()
		if err := f(); err != nil {
			b.Fatal(what, err)
		}
		b.ReportMetric(time.Since(begin).Seconds(), strings.ReplaceAll(what, " ", "_")+"_s")
	}
	for range b.N {
		for i := range 20 {
			x := segmentRules[i%len(segmentRules)]
			text := json.RawMessage(`{"version":1,"root":` + x.root + `}`)
			s, err := r.Create(ctx, account.System, fmt.Sprintf("%s %d", x.name, i), "", text)
			if err != nil {
				b.Fatal(err)
			}
			build := func() error {
				_, err := r.Work(ctx, job.New(segment.JobKind, "", "segment", s.ID, segment.RebuildParams{}, 0), silent{})
				return err
			}
			if i >= len(segmentRules) {
				if err := build(); err != nil {
					b.Fatal(err)
				}
				continue
			}
			timed(x.name+" first", build)
			timed(x.name+" again", build)
			timed(x.name+" preview", func() error { _, err := r.Preview(ctx, segment.PreviewAsk{Rule: text}); return err })
		}
		for _, n := range []int{1, 1000} {
			ids := make([]id.ID, n)
			for i := range ids {
				ids[i] = clientID(i * 7 % clients)
			}
			timed(fmt.Sprintf("twenty rules clients %d", n), func() error {
				return a.DB.InTx(ctx, func(ctx context.Context) error {
					return r.Follow(ctx, event.OfClients(event.ClientChanged, "client", ids))
				})
			})
		}
	}
}
