package wallet

import (
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/record"
)

// Service is the use cases of shares of wallet.
type Service = record.Service[Share, Fields, Row, Filter, *Share]

// Store keeps shares of wallet.
type Store = record.Store[Share, Row, Filter]

// Upsert is one share in a bulk request.
type Upsert = record.Upsert[Fields]

// NewService gives the service over a store.
func NewService(store Store, d record.Deps) *Service {
	return record.NewService[Share, Fields, Row, Filter](record.Noun[Row, Filter]{Name: "wallet_share", Event: event.WalletChanged, Narrow: narrow,
		Show: func(*Row, clock.Day) {}}, store, d)
}

func narrow(f *Filter, client id.ID, _ clock.Day) {
	if client != 0 {
		f.ClientID = client
	}
}
