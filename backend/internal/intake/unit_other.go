package intake

import (
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/interaction"
	"clientele/internal/privacy"
)

// unitOf turns the lines of one unit into what is to be written.
func (p *plan) unitOf(recs []record) *work {
	switch p.preset.Noun {
	case "order":
		return p.orderOf(recs)
	case "client":
		return p.clientOf(recs)
	case "product":
		return p.productOf(recs)
	case "contact":
		return p.contactOf(recs)
	case "consent":
		return p.consentOf(recs)
	case "interaction":
		return p.interactionOf(recs)
	case "receivable":
		return p.receivableOf(recs)
	case "wallet_share":
		return p.walletShareOf(recs)
	case "subscription":
		return p.subscriptionOf(recs)
	case "category":
		return p.categoryOf(recs)
	case "division":
		return p.divisionOf(recs)
	}
	return p.caseOf(recs)
}

// has says whether a field has a column.
func (p *plan) has(name string) bool {
	b := p.fields[name]
	return b != nil && b.at >= 0
}

// each reads every line of a unit; take is called for the sound ones and only counts when it finds no fault.
func (p *plan) each(recs []record, take func(w *work, l *line) (use func())) *work {
	w := &work{lines: recs}
	for i := range recs {
		l := line{p: p, rec: &recs[i]}
		if l.sound(); len(l.faults) == 0 {
			if use := take(w, &l); len(l.faults) == 0 {
				use()
			}
		}
		if len(l.faults) > 0 {
			w.blame(i, l.faults[0])
		}
	}
	return w
}

func (p *plan) consentOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		e := &privacy.Entry{Source: p.source, Wording: p.wording}
		p.texts(l, map[string]*string{"client_reference": &e.Client.Key.Reference, "channel": &e.Channel, "purpose": &e.Purpose, "state": &e.State,
			"wording": &e.Wording, "proof": &e.Proof, "place": &e.Place})
		if t := l.time("at"); t != nil {
			e.At = *t
		}
		return func() { w.consent = e }
	})
}

func (p *plan) interactionOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &interaction.Upsert{Key: client.Key{Source: p.source}}
		f := &u.Fields
		p.texts(l, map[string]*string{"reference": &u.Key.Reference, "client_reference": &u.Client.Key.Reference})
		p.optional(l, map[string]**string{"channel": &f.Channel, "direction": &f.Direction, "kind": &f.Kind, "subject": &f.Subject, "body": &f.Body})
		f.At = l.time("at")
		return func() {
			if w.interaction == nil {
				w.interaction = u
			}
			merge(&w.interaction.Fields, f)
			w.interaction.Client = u.Client
		}
	})
}

func (p *plan) caseOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &aftersales.Upsert{Key: client.Key{Source: p.source}}
		f := &u.Fields
		p.texts(l, map[string]*string{"reference": &u.Key.Reference, "client_reference": &u.Client.Key.Reference})
		p.optional(l, map[string]**string{"kind": &f.Kind, "severity": &f.Severity, "channel": &f.Channel, "subject": &f.Subject, "body": &f.Body,
			"resolution": &f.Resolution, "outcome": &f.Outcome, "state": &u.State, "order_reference": &u.OrderReference, "sku": &u.SKU})
		f.OpenedAt, f.DueAt, u.ClosedAt, f.Satisfaction = l.time("opened_at"), l.time("due_at"), l.time("closed_at"), l.whole("satisfaction")
		return func() {
			if w.aftersale == nil {
				w.aftersale = u
			}
			merge(&w.aftersale.Fields, f)
			merge(w.aftersale, u)
			w.aftersale.Client = u.Client
		}
	})
}
