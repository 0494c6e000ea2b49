package app

import (
	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/httpapi"
	"clientele/internal/interaction"
	"clientele/internal/privacy"
	"clientele/internal/receivable"
	"clientele/internal/record"
	"clientele/internal/store"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// Relations are the use cases around clients: their people, exchanges, cases, consents and own fields; and what the company sets for all.
type Relations struct {
	Divisions     *account.DivisionService
	ExchangeRates *account.ExchangeRateService
	Attributes    *client.AttributeService
	Contacts      *contact.Service
	Interactions  *interaction.Service
	Cases         *aftersales.Service
	Privacy       *privacy.Service
	Receivables   *receivable.Service
	WalletShares  *wallet.Service
	Subscriptions *subscription.Service
}

// addRelations builds them.
func (s *Services) addRelations(a *App, o Options) {
	db, clk, outbox, accounts := a.DB, o.Clock, store.NewOutbox(a.DB), store.NewAccounts(a.DB)
	records := record.Deps{Lookup: store.NewLinks(db), Tx: db, Outbox: outbox, Clock: clk, Orgs: s.Organisations}
	s.Relations = Relations{
		Divisions:     account.NewDivisionService(accounts, db),
		ExchangeRates: account.NewExchangeRateService(accounts, db, s.Organisations),
		Attributes:    client.NewAttributeService(store.NewAttributes(db), db, outbox),
		Contacts:      contact.NewService(store.NewContacts(db), db, outbox, clk, s.Organisations),
		Interactions:  interaction.NewService(store.NewInteractions(db), db, outbox, clk),
		Cases:         aftersales.NewService(store.NewCases(db), db, outbox, clk),
		Privacy:       privacy.NewService(store.NewConsents(db), db, outbox, clk),
		Receivables:   receivable.NewService(store.NewReceivables(db), records),
		WalletShares:  wallet.NewService(store.NewWalletShares(db), records),
		Subscriptions: subscription.NewService(store.NewSubscriptions(db), records),
	}
}

// nouns are their routes.
func (r Relations) nouns() []httpapi.Noun {
	return []httpapi.Noun{
		httpapi.Divisions{Service: r.Divisions},
		httpapi.ExchangeRates{Service: r.ExchangeRates},
		httpapi.Attributes{Service: r.Attributes},
		httpapi.Contacts{Service: r.Contacts},
		httpapi.Interactions{Service: r.Interactions},
		httpapi.Cases{Service: r.Cases},
		httpapi.Consents{Service: r.Privacy},
		httpapi.Receivables{Service: r.Receivables},
		httpapi.WalletShares{Service: r.WalletShares},
		httpapi.Subscriptions{Service: r.Subscriptions},
	}
}
