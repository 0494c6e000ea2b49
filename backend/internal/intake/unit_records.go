package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"clientele/internal/client"
	"clientele/internal/money"
	"clientele/internal/receivable"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// currencyOf gives the line's currency, the import's where it has none.
func (l *line) currencyOf() *string {
	if c := l.text("currency"); c != nil {
		return c
	}
	return &l.p.currency
}

func (p *plan) receivableOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &receivable.Upsert{Key: client.Key{Source: p.source}}
		f := &u.Fields
		p.texts(l, map[string]*string{"reference": &u.Key.Reference, "client_reference": &u.Client.Key.Reference})
		p.optional(l, map[string]**string{"state": &f.State, "order_reference": &f.OrderReference, "note": &f.Note})
		f.Currency = l.currencyOf()
		exponent := money.Exponent(*f.Currency)
		f.AmountMinor, f.OpenMinor = l.number("amount", exponent), l.number("open", exponent)
		f.IssuedDay, f.DueDay, f.SettledDay = l.day("issued_day"), l.day("due_day"), l.day("settled_day")
		return func() {
			if w.receivable == nil {
				w.receivable = u
			}
			merge(&w.receivable.Fields, f)
			w.receivable.Client = u.Client
		}
	})
}

func (p *plan) subscriptionOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &subscription.Upsert{Key: client.Key{Source: p.source}}
		f := &u.Fields
		p.texts(l, map[string]*string{"reference": &u.Key.Reference, "client_reference": &u.Client.Key.Reference})
		p.optional(l, map[string]**string{"sku": &f.SKU, "category": &f.Category, "division": &f.Division, "end_reason": &f.EndReason, "note": &f.Note})
		f.Currency = l.currencyOf()
		exponent := money.Exponent(*f.Currency)
		f.AmountMinor, f.CostMinor = l.number("amount", exponent), l.number("cost", exponent)
		f.PeriodMonths, f.StartDay, f.EndDay = l.whole("period_months"), l.day("start_day"), l.day("end_day")
		return func() {
			if w.subscription == nil {
				w.subscription = u
			}
			merge(&w.subscription.Fields, f)
			w.subscription.Client = u.Client
		}
	})
}

func (p *plan) walletShareOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &wallet.Upsert{Key: client.Key{Source: p.source}}
		f := &u.Fields
		p.texts(l, map[string]*string{"reference": &u.Key.Reference, "client_reference": &u.Client.Key.Reference})
		p.optional(l, map[string]**string{"category": &f.Category, "method": &f.Method, "note": &f.Note})
		f.Day, f.SharePPM = l.day("day"), l.share("share")
		if u.Key.Reference == "" {
			u.Key.Reference = statement(u.Client.Key.Reference, f)
		}
		return func() { w.wallet = u }
	})
}

// statement names a statement that has no reference of its own by its client, its category and its day, so that loading it again
// changes it.
func statement(client string, f *wallet.Fields) string {
	parts := []string{client, "", ""}
	if f.Category != nil {
		parts[1] = *f.Category
	}
	if f.Day != nil {
		parts[2] = f.Day.String()
	}
	s := strings.Join(parts, "|")
	if len(s) <= 128 {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// share reads a part of a whole in millionths: "0.4" or "40 %". A number above 1 without its sign is not guessed.
func (l *line) share(name string) *int64 {
	s := l.cell(name)
	if s == "" {
		return nil
	}
	decimals := 6
	if t := strings.TrimSuffix(s, "%"); t != s {
		s, decimals = strings.TrimRight(t, " \u00a0\u202f"), 4
	}
	v, f := l.p.nums.parse(s, decimals)
	if f == nil && (v <= 0 || v > 1_000_000) {
		f = bad("share", "is not a part of a whole such as 0.4 or 40 %")
	}
	if f != nil {
		l.wrong(name, f)
		return nil
	}
	return &v
}
