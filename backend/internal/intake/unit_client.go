package intake

import (
	"reflect"

	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/product"
)

// clientOf turns the lines of one client into what they say of it; a later line counts where several speak of one field.
func (p *plan) clientOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u, named := p.clientLine(l)
		return func() {
			if w.client == nil {
				w.client = u
			}
			merge(&w.client.Fields, &u.Fields)
			w.words = named.over(w.words)
		}
	})
}

// words is what a line says of a client by the words of the file: the code of its division, the e-mail address of its owner, the reference
// of its parent.
type words struct{ division, owner, parent string }

func (w words) over(before words) words {
	return words{first(w.division, before.division), first(w.owner, before.owner), first(w.parent, before.parent)}
}

func (p *plan) clientLine(l *line) (u *client.Upsert, named words) {
	u = &client.Upsert{Key: client.Key{Source: p.source}}
	f := &u.Fields
	reference := ""
	p.texts(l, map[string]*string{"reference": &reference, "client_reference": &reference, "division": &named.division,
		"owner": &named.owner, "parent_reference": &named.parent})
	u.Key.Reference = reference
	p.optional(l, map[string]**string{"kind": &f.Kind, "name": &f.Name, "title": &f.Title, "first_name": &f.FirstName, "last_name": &f.LastName,
		"company_name": &f.CompanyName, "email": &f.Email, "phone": &f.Phone, "language": &f.Language, "gender": &f.Gender, "occupation": &f.Occupation,
		"income_band": &f.IncomeBand, "interests": &f.Interests, "preferred_channel": &f.PreferredChannel, "line1": &f.Line1, "line2": &f.Line2,
		"postcode": &f.Postcode, "city": &f.City, "region": &f.Region, "country": &f.Country, "acquisition_source": &f.AcquisitionSource,
		"risk": &f.Risk, "note": &f.Note})
	if p.preset.Code == "emails" {
		return u, words{}
	}
	f.BirthDay, f.AcquisitionDay = l.day("birth_day"), l.day("acquisition_day")
	f.HouseholdSize, f.AcquisitionCostMinor = l.whole("household_size"), l.number("acquisition_cost", p.exponent)
	f.Latitude, f.Longitude = l.decimal("latitude"), l.decimal("longitude")
	f.IsReference = l.flag("is_reference")
	if named.parent != "" && named.parent == u.Key.Reference {
		l.wrong("parent_reference", bad("self", "must be another client"))
	}
	named.division = first(named.division, p.division)
	return u, named
}

// texts reads fields that are texts, in the preset's order.
func (p *plan) texts(l *line, into map[string]*string) {
	for _, f := range p.preset.Fields {
		if dst := into[f.Name]; dst != nil {
			if v := l.text(f.Name); v != nil {
				*dst = *v
			}
		}
	}
}

// optional reads fields that are texts, nil where their cell is empty, in the preset's order.
func (p *plan) optional(l *line, into map[string]**string) {
	for _, f := range p.preset.Fields {
		if dst := into[f.Name]; dst != nil {
			*dst = l.text(f.Name)
		}
	}
}

// merge writes the fields that src speaks of over dst; T is a struct of pointers.
func merge[T any](dst, src *T) {
	d, s := reflect.ValueOf(dst).Elem(), reflect.ValueOf(src).Elem()
	for i := range s.NumField() {
		if v := s.Field(i); v.Kind() == reflect.Pointer && !v.IsNil() {
			d.Field(i).Set(v)
		}
	}
}

// contactOf turns the lines of one contact into what they say of it.
func (p *plan) contactOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &contact.Upsert{Key: client.Key{Source: p.source}}
		f := &u.Fields
		p.texts(l, map[string]*string{"reference": &u.Key.Reference, "client_reference": &u.Client.Key.Reference})
		p.optional(l, map[string]**string{"name": &f.Name, "first_name": &f.FirstName, "last_name": &f.LastName, "role": &f.Role, "email": &f.Email,
			"phone": &f.Phone, "language": &f.Language})
		f.IsPrimary = l.flag("is_primary")
		return func() {
			if w.contact == nil {
				w.contact = u
			}
			merge(&w.contact.Fields, f)
			w.contact.Client = u.Client
		}
	})
}

// productOf turns the lines of one product into what they say of it.
func (p *plan) productOf(recs []record) *work {
	return p.each(recs, func(w *work, l *line) func() {
		u := &product.Upsert{}
		p.texts(l, map[string]*string{"sku": &u.SKU})
		p.optional(l, map[string]**string{"name": &u.Name, "category": &u.Category, "currency": &u.Currency})
		u.PriceMicro, u.CostMicro = l.number("price", 6), l.number("cost", 6)
		return func() {
			if w.product == nil {
				w.product = u
			}
			merge(w.product, u)
		}
	})
}
