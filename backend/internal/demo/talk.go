package demo

import (
	"fmt"
	"time"

	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/interaction"
	"clientele/internal/order"
)

// takeBack is a return of an order's last line some days later.
func (m *maker) takeBack(p *person, in order.Input, day clock.Day) {
	d, at := m.opening(day + clock.Day(3+m.r.IntN(20)))
	if d > m.to {
		return
	}
	l := in.Lines[len(in.Lines)-1]
	cost := -*l.CostMinor
	l.QuantityMilli, l.TaxMinor, l.CostMinor = -l.QuantityMilli, -l.TaxMinor, &cost
	back := m.order(p, in.Division, in.Channel, at, order.Confirmed, []order.LineInput{l})
	back.Kind, back.ReturnsReference = order.Return, in.Reference
	back.Reference = "A" + back.Reference[1:]
	m.add(back)
}

// complain opens a case after a visit; badly ended ones make the client leave.
func (m *maker) complain(p *person, in order.Input, day clock.Day) {
	opened := day.Start(m.zone).Add(time.Duration(30+m.r.IntN(200)) * time.Hour)
	if opened.After(m.to.Start(m.zone)) {
		return
	}
	due := opened.Add(5 * 24 * time.Hour)
	u := aftersales.Upsert{Key: client.Key{Source: Source, Reference: fmt.Sprintf("R%05d", len(m.book.Cases)+1)}, Client: client.Named{Key: p.upsert.Key},
		OrderReference: &in.Reference, Fields: aftersales.Fields{Kind: text(pick(m.r, split("complaint,complaint,warranty,question"))), Severity: text(pick(m.r, split("low,normal,normal,high,critical"))),
			Channel: text(pick(m.r, split("phone,email,store"))), OpenedAt: &opened, DueAt: &due,
			Subject: text(pick(m.r, []string{"Bruit après révision", "Délai non tenu", "Facture supérieure au devis", "Panne récurrente", "Accueil à l'atelier", "Pièce à reprendre sous garantie"}))}}
	closed := opened.Add(time.Duration(20+m.r.IntN(300)) * time.Hour)
	if closed.Before(m.to.Start(m.zone)) && m.r.Float64() < .97 {
		mark := int64(1 + m.r.IntN(5))
		outcome := "good"
		if mark <= 2 {
			outcome = "bad"
			p.leaves = min(p.leaves, day+clock.Day(m.r.IntN(250)))
		}
		u.State, u.ClosedAt, u.Fields.Outcome, u.Fields.Satisfaction = text("closed"), &closed, &outcome, &mark
		u.Fields.Resolution = text(pick(m.r, []string{"Geste commercial accordé", "Reprise gratuite à l'atelier", "Explication donnée au client", "Avoir émis"}))
	}
	m.book.Cases = append(m.book.Cases, u)
}

func (m *maker) talk(p *person, day clock.Day, channel, direction, kind, subject string) {
	if day < m.from || day > m.to {
		return
	}
	_, at := m.opening(day)
	m.book.Interactions = append(m.book.Interactions, interaction.Upsert{Key: client.Key{Source: Source, Reference: fmt.Sprintf("I%06d", len(m.book.Interactions)+1)},
		Client: client.Named{Key: p.upsert.Key}, Fields: interaction.Fields{At: &at, Channel: &channel, Direction: &direction, Kind: &kind, Subject: &subject}})
}
