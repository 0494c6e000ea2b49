// Package demo makes a believable base: a car dealer with workshops, its private, business and public clients and six years of orders,
// the same for the same seed and day.
package demo

import (
	"math/rand/v2"
	"time"

	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/contact"
	"clientele/internal/interaction"
	"clientele/internal/order"
	"clientele/internal/privacy"
	"clientele/internal/product"
	"clientele/internal/receivable"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// Plan says what to make: the same plan makes the same book. Day is the last day of the six years.
type Plan struct {
	Seed    uint64    `json:"seed"`
	Clients int       `json:"clients"`
	Day     clock.Day `json:"day"`
}

// Book is everything the demo writes, in the form that the services take.
type Book struct {
	Clients      []client.Upsert
	Contacts     []contact.Upsert
	Products     []product.Upsert
	Orders       []order.Input
	Cases        []aftersales.Upsert
	Interactions []interaction.Upsert
	Consents     []privacy.Entry

	Receivables   []receivable.Upsert
	Wallets       []wallet.Upsert
	Subscriptions []subscription.Upsert
	Branches      []Branch
}

// Branch says that a company belongs to another.
type Branch struct{ Of, Head client.Key }

const years = 6

// Make generates the book of a plan; zone is where the dealer's days are counted.
func Make(p Plan, zone *time.Location) Book {
	var b Book
	m := &maker{r: rand.New(rand.NewPCG(p.Seed, 0xC11E)), from: p.Day.AddMonths(-12 * years), to: p.Day, zone: zone, book: &b}
	for _, c := range catalogue {
		for _, it := range c.items {
			price, cost := int64(it.price*1e6+.5), int64(it.price*(1-it.margin)*1e6+.5)
			b.Products = append(b.Products, product.Upsert{SKU: it.sku, Name: text(it.name), Category: text(c.code), PriceMicro: &price, CostMicro: &cost})
		}
	}
	for i := range p.Clients {
		person := newPerson(m.r, i, m.from, m.to)
		m.group(&person)
		b.Clients = append(b.Clients, person.upsert)
		m.consent(&person)
		m.contacts(&person)
		if m.r.Float64() < .93 { // the others have asked for an offer and not bought yet
			m.live(&person)
		} else {
			m.talk(&person, person.since, "web", "inbound", "quote_request", "Demande d'offre en ligne")
		}
	}
	m.till()
	sortOrders(b.Orders)
	return b
}

// consent is what a client agreed to when it came, and what it took back.
func (m *maker) consent(p *person) {
	at := max(p.since, m.from).Start(m.zone).Add(10 * time.Hour)
	for _, c := range []struct {
		channel string
		share   float64
		has     bool
	}{{"email", .68, p.email != ""}, {"sms", .45, p.upsert.Fields.Phone != nil}, {"mail", .8, true}, {"phone", .4, p.upsert.Fields.Phone != nil}} {
		if !c.has || m.r.Float64() > c.share {
			continue
		}
		e := privacy.Entry{Client: client.Named{Key: p.upsert.Key}, Channel: c.channel, Purpose: privacy.Marketing, State: privacy.Granted, At: at, Source: Source,
			Place: pick(m.r, []string{"showroom", "atelier", "site web"}), Wording: "J'accepte de recevoir les offres du garage.", Proof: "formulaire signé"}
		m.book.Consents = append(m.book.Consents, e)
		if m.r.Float64() < .07 {
			e.State, e.Wording, e.Proof = privacy.Withdrawn, "Je ne souhaite plus recevoir d'offres.", "demande écrite"
			e.At = at.Add(time.Duration(m.r.IntN(700)*24) * time.Hour)
			if e.At.Before(m.to.Start(m.zone)) {
				m.book.Consents = append(m.book.Consents, e)
			}
		}
	}
}

// contacts are the people at a company or a public body.
func (m *maker) contacts(p *person) {
	if p.kind == "b2c" {
		return
	}
	for i := range 1 + m.r.IntN(3) {
		first, last := pick(m.r, menNames), pick(m.r, lastNames)
		if m.r.Float64() < .5 {
			first = pick(m.r, womenNames)
		}
		primary, role := i == 0, pick(m.r, []string{"Responsable de flotte", "Gérant", "Comptabilité", "Achats", "Direction"})
		mail := slug(first) + "." + slug(last) + "." + p.ref[1:] + "@pro.example"
		m.book.Contacts = append(m.book.Contacts, contact.Upsert{Key: client.Key{Source: Source, Reference: p.ref + "-" + string(rune('1'+i))},
			Client: client.Named{Key: p.upsert.Key}, Fields: contact.Fields{FirstName: &first, LastName: &last, Role: &role, Email: &mail, IsPrimary: &primary, Language: text("fr")}})
	}
}
