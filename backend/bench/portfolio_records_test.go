package bench

import (
	"context"
	"fmt"
	"time"

	"clientele/internal/aftersales"
	"clientele/internal/store"
)

// Of how many clients one has what a run asks for beside orders.
const (
	oneInReference = 50
	oneInRisky     = 100
	oneInCase      = 20
)

// records writes what is known of clients beside their orders: a case of one client in twenty, some of them severe, open or badly ended.
func (l *loader) records(ctx context.Context, clients int) error {
	return l.parallel(ctx, clients/oneInCase, func(from, to int) func(context.Context) error {
		rows := make([]aftersales.Case, 0, to-from)
		for n := from; n < to; n++ {
			rows = append(rows, l.serviceCase(n))
		}
		return func(ctx context.Context) error { return store.NewCases(l.db).Write(ctx, rows, true) }
	})
}

func (l *loader) serviceCase(n int) aftersales.Case {
	r := randomOf(ofRecords, n)
	reference, opened, satisfaction := fmt.Sprintf("k%07d", n), worldDay.UTC().AddDate(0, 0, -3-r.IntN(500)), int64(1+r.IntN(5))
	c := aftersales.Case{ID: idAt(20_000_000_000, n), Version: 1, Source: "bench", Reference: &reference, ClientID: clientID(n * oneInCase), Kind: "complaint",
		Severity: []string{"low", "normal", "high", "critical"}[r.IntN(4)], State: aftersales.Open, Channel: "phone", Subject: "Late delivery", OpenedAt: opened, CreatedAt: l.at, UpdatedAt: l.at}
	if r.IntN(5) > 0 {
		closed := opened.Add(48 * time.Hour)
		c.State, c.ClosedAt, c.Outcome, c.Satisfaction = aftersales.Closed, &closed, []string{"good", "partial", "bad"}[r.IntN(3)], &satisfaction
	}
	return c
}
