package app

import (
	"clientele/internal/config"
	"clientele/internal/httpapi"
	"clientele/internal/intake"
	"clientele/internal/store"
)

// addImports builds the imports of files out of the services that lines go to.
func (s *Services) addImports(a *App, o Options) {
	db, jobs := a.DB, store.NewJobs(a.DB)
	s.Imports = intake.NewService(store.NewImports(db), store.NewFiles(db), intake.Targets{Clients: s.Clients, Contacts: s.Contacts, Products: s.Products,
		Orders: s.Orders, Consents: s.Privacy, Interactions: s.Interactions, Cases: s.Cases,
		Receivables: s.Receivables, WalletShares: s.WalletShares, Subscriptions: s.Subscriptions,
		Categories: s.Products, Divisions: s.Divisions, Lookup: store.NewOrders(db)}, jobs, s.Jobs, db, o.Clock, s.Organisations)
}

func (s Services) importNoun(c config.Config) httpapi.Noun {
	return httpapi.Imports{Service: s.Imports, MaxUpload: int64(c.MaxUploadMB) << 20}
}
