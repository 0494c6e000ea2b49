package demo

import (
	"fmt"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/order"
	"clientele/internal/receivable"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// keep writes down what is known of a client beside its orders: its maintenance contract and its share of wallet.
func (m *maker) keep(p *person, first clock.Day) {
	m.contract(p, first)
	m.wallet(p)
}

// invoice is what a client that pays on account owes for an order of the last two years.
func (m *maker) invoice(p *person, in order.Input, day clock.Day) {
	if !p.credit || in.Status == order.Cancelled || day < m.to.AddMonths(-24) {
		return
	}
	amount := int64(0)
	for _, l := range in.Lines {
		amount += l.UnitPriceMicro/10_000*l.QuantityMilli/1000 + l.TaxMinor
	}
	due := day + 30
	if p.kind == "b2g" {
		due = day + 45
	}
	f := receivable.Fields{OrderReference: &in.Reference, AmountMinor: &amount, IssuedDay: &day, DueDay: &due}
	paid := due + clock.Day(m.r.NormFloat64()*9+1)
	switch n := m.r.Float64(); {
	case p.defaults && day > m.to-260: // nothing has come since
	case p.defaults && n < .3:
		lost := min(due+200, m.to)
		f.State, f.SettledDay, f.Note = text(receivable.WrittenOff), &lost, text("Créance irrécouvrable")
	case n < .02: // forgotten
	case n < .05 && paid <= m.to:
		open := amount / 3
		f.OpenMinor, f.Note = &open, text("Acompte reçu, solde promis")
	case paid <= m.to:
		paid = max(paid, day)
		f.State, f.SettledDay = text(receivable.Settled), &paid
	}
	m.book.Receivables = append(m.book.Receivables, receivable.Upsert{Key: m.key("E", len(m.book.Receivables)), Client: client.Named{Key: p.upsert.Key}, Fields: f})
}

func (m *maker) key(letter string, n int) client.Key {
	return client.Key{Source: Source, Reference: fmt.Sprintf("%s%06d", letter, n+1)}
}

// contract is a maintenance contract, renewed every year until the client has had enough: some never have, some soon.
func (m *maker) contract(p *person, first clock.Day) {
	share := .16
	if p.kind != "b2c" {
		share = .34
	}
	start := max(first, m.from) + clock.Day(m.r.IntN(90))
	if m.r.Float64() > share || start >= min(p.leaves, m.to) {
		return
	}
	amount := int64(18000+m.r.IntN(22000)) / 100 * 100 * int64(p.fleet)
	cost, months := amount*int64(58+m.r.IntN(14))/100, int64(12)
	f := subscription.Fields{Category: text("revision"), Division: text("APV"), AmountMinor: &amount, CostMinor: &cost, PeriodMonths: &months, StartDay: &start,
		Note: text("Contrat d'entretien, pneus et véhicule de prêt compris")}
	tired := m.r.Float64() * m.r.Float64() * .7 // chance not to renew, each client's own
	for end := start.AddMonths(12); end < m.to; end = end.AddMonths(12) {
		if gone := p.leaves < end; gone || m.r.Float64() < tired {
			f.EndDay, f.EndReason = &end, text(pick(m.r, []string{"Prix jugé trop élevé", "Véhicule revendu", "Passé à un concurrent", "Peu utilisé"}))
			break
		}
	}
	m.book.Subscriptions = append(m.book.Subscriptions, subscription.Upsert{Key: m.key("K", len(m.book.Subscriptions)), Client: client.Named{Key: p.upsert.Key}, Fields: f})
}

// wallet is what a client said, once or twice, of how much of its purchases it makes here.
func (m *maker) wallet(p *person) {
	if m.r.Float64() > .22 {
		return
	}
	share, method := int64(250_000+m.r.IntN(700_000)), pick(m.r, split("declared,survey,survey,estimated"))
	for _, back := range []int{450 + m.r.IntN(240), 20 + m.r.IntN(200)} {
		day := m.to - clock.Day(back)
		if day < p.since || m.r.Float64() < .15 {
			continue
		}
		s, on := share/10_000*10_000, day
		f := wallet.Fields{SharePPM: &s, Day: &on, Method: &method}
		if method == "declared" {
			f.Category = text("revision")
		}
		m.book.Wallets = append(m.book.Wallets, wallet.Upsert{Key: m.key("W", len(m.book.Wallets)), Client: client.Named{Key: p.upsert.Key}, Fields: f})
		switch n := m.r.Float64(); {
		case n < .2:
			share /= 3 // it buys elsewhere now
		case n < .5:
			share = min(share+150_000, 1_000_000)
		}
	}
}

// group makes a company of every fifteenth business the head of the next few, its branches.
func (m *maker) group(p *person) {
	if p.kind != "b2b" {
		return
	}
	if m.branches > 0 {
		m.branches--
		name := *m.head.Fields.CompanyName + " – " + *p.upsert.Fields.City
		p.upsert.Fields.CompanyName = &name
		m.book.Branches = append(m.book.Branches, Branch{p.upsert.Key, m.head.Key})
		return
	}
	if m.businesses++; m.businesses%15 == 1 {
		m.head, m.branches = p.upsert, 2+m.r.IntN(3)
	}
}
