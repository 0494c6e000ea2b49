package intake

import (
	"clientele/internal/account"
	"clientele/internal/product"
)

// categoryOf turns the lines of one category into what they say of it.
func (p *plan) categoryOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &product.CategoryUpsert{}
		p.texts(l, map[string]*string{"category": &u.Code})
		p.optional(l, map[string]**string{"name": &u.Name, "parent": &u.Parent})
		u.RenewalMonths = l.whole("renewal_months")
		return func() {
			if w.category == nil {
				w.category = u
			}
			merge(w.category, u)
		}
	})
}

// divisionOf turns the lines of one division into what they say of it.
func (p *plan) divisionOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &account.DivisionUpsert{}
		p.texts(l, map[string]*string{"division": &u.Code})
		p.optional(l, map[string]**string{"name": &u.Name})
		return func() {
			if w.branch == nil {
				w.branch = u
			}
			merge(w.branch, u)
		}
	})
}
