package receivable

import (
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/record"
)

// Service is the use cases of receivables.
type Service = record.Service[Receivable, Fields, Row, Filter, *Receivable]

// Store keeps receivables.
type Store = record.Store[Receivable, Row, Filter]

// Upsert is one receivable in a bulk request.
type Upsert = record.Upsert[Fields]

// NewService gives the service over a store.
func NewService(store Store, d record.Deps) *Service {
	return record.NewService[Receivable, Fields, Row, Filter](record.Noun[Row, Filter]{Name: "receivable", Event: event.ReceivableChanged, Narrow: narrow, Show: show}, store, d)
}

func narrow(f *Filter, client id.ID, today clock.Day) {
	if f.Today = today; client != 0 {
		f.ClientID = client
	}
}

// show says whether a row is overdue on a day, and for how long.
func show(r *Row, today clock.Day) {
	if r.Overdue = r.State == Open && r.DueDay < today; r.Overdue {
		r.DaysLate = int64(today - r.DueDay)
	}
}
