package subscription

import (
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/record"
)

// Service is the use cases of subscriptions.
type Service = record.Service[Subscription, Fields, Row, Filter, *Subscription]

// Store keeps subscriptions.
type Store = record.Store[Subscription, Row, Filter]

// Upsert is one subscription in a bulk request.
type Upsert = record.Upsert[Fields]

// NewService gives the service over a store.
func NewService(store Store, d record.Deps) *Service {
	return record.NewService[Subscription, Fields, Row, Filter](record.Noun[Row, Filter]{Name: "subscription", Event: event.SubscriptionChanged, Narrow: narrow, Show: show}, store, d)
}

func narrow(f *Filter, client id.ID, today clock.Day) {
	if f.Today = today; client != 0 {
		f.ClientID = client
	}
}

// show says how a row stands on a day.
func show(r *Row, today clock.Day) {
	r.StateNow, r.Renewed, r.NextDay = r.State(today), r.Renewals(today), r.NextRenewal(today)
}
