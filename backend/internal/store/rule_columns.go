package store

import (
	"strconv"
	"strings"

	"clientele/internal/money"
	"clientele/internal/rule"
)

// ruleTable is where the rows of a collection lie: which client a row belongs to, and the joins that some fields need.
type ruleTable struct {
	from   string
	client string
	joins  map[string]string // by field
}

// ruleTables are the tables of the collections.
var ruleTables = map[string]ruleTable{
	"order": {from: "sales_order o", client: "o.client_id"},
	"order_line": {from: "sales_order o JOIN order_line l ON l.order_id = o.id", client: "o.client_id",
		joins: map[string]string{"order_line.category": " LEFT JOIN product p ON p.id = l.product_id"}},
	"interaction":     {from: "interaction i", client: "i.client_id"},
	"case":            {from: "service_case s", client: "s.client_id"},
	"delivery":        {from: "delivery d", client: "d.client_id"},
	"campaign_member": {from: "campaign_member m", client: "m.client_id"},
	"offer_event":     {from: "offer_event e", client: "e.client_id"},
	"receivable":      {from: "receivable r", client: "r.client_id"},
	"subscription":    {from: "subscription b", client: "b.client_id"},
	"wallet_share":    {from: "wallet_share w", client: "w.client_id"},
	"contact":         {from: "contact t", client: "t.client_id"},
}

// rows gives the rows of a table with the joins that some fields need.
func (t ruleTable) rows(fields ...*rule.Field) string {
	out := t.from
	for _, f := range fields {
		if f != nil && t.joins[f.Name] != "" && !strings.Contains(out, t.joins[f.Name]) {
			out += t.joins[f.Name]
		}
	}
	return out
}

// ruleColumns are the columns whose name is not the field's.
var ruleColumns = map[string]string{
	"client.name": "c.name_key", "client.email": "c.email_key", "client.phone": "c.phone_key", "client.city": "c.city_key", "client.age": "c.birth_day",
	"client.acquisition_cost": "c.acquisition_cost_minor", "client.owner": "c.owner_id", "client.parent": "c.parent_id", "client.division": "c.division_id",

	"figure.frat_category": "f.frat_category_id", "figure.renewal_category": "f.renewal_category_id", "figure.revenue": "f.revenue_minor", "figure.margin": "f.margin_minor",
	"figure.total_revenue": "f.total_revenue_minor", "figure.total_margin": "f.total_margin_minor", "figure.returns": "f.returns_minor",
	"figure.r": "CASE WHEN f.r > 0 THEN f.r END", "figure.f": "CASE WHEN f.f > 0 THEN f.f END", "figure.m": "CASE WHEN f.m > 0 THEN f.m END",
	"figure.relationship": "CASE WHEN f.total_orders > 0 THEN f.relationship ELSE 'prospect' END",
	"figure.insolvent":    "CASE WHEN (f.doubts & 1) <> 0 THEN 1 ELSE 0 END",
	"figure.dissatisfied": "CASE WHEN (f.doubts & 2) <> 0 THEN 1 ELSE 0 END",
	"figure.unfaithful":   "CASE WHEN (f.doubts & 4) <> 0 THEN 1 ELSE 0 END",
	"figure.expected":     "CASE WHEN f.basis <> '' THEN f.expected_centi END", "figure.predicted": "CASE WHEN f.basis <> '' THEN f.predicted_minor END",
	"figure.predicted_low": "CASE WHEN f.basis <> '' THEN f.predicted_low_minor END", "figure.predicted_high": "CASE WHEN f.basis <> '' THEN f.predicted_high_minor END",
	"figure.actual": "CASE WHEN f.quadrant <> '' THEN f.actual_minor END", "figure.potential": "CASE WHEN f.quadrant <> '' THEN f.potential_minor END",

	"order.net": "o.value_minor", "order.margin": "o.margin_minor", "order.lines": "o.line_count",
	"order.division": "o.division_id", "order.offer": "o.offer_id", "order.campaign": "o.campaign_id",
	"order_line.product": "l.product_id", "order_line.category": "p.category_id", "order_line.order": "l.order_id", "order_line.quantity": "l.quantity_milli",
	"order_line.description": "l.description", "order_line.division": "o.division_id", "order_line.offer": "o.offer_id", "order_line.campaign": "o.campaign_id",
	"order_line.day": "o.day", "order_line.kind": "o.kind", "order_line.status": "o.status", "order_line.channel": "o.channel", "order_line.counted": "o.counted",

	"interaction.user": "i.user_id", "interaction.campaign": "i.campaign_id",
	"case.user": "s.user_id", "case.product": "s.product_id",
	"delivery.campaign": "d.campaign_id", "campaign_member.campaign": "m.campaign_id", "campaign_member.day": "m.assigned_day",
	"offer_event.offer": "e.offer_id", "offer_event.placement": "e.placement_id", "offer_event.variant": "CASE WHEN e.variant_id > 0 THEN e.variant_id END",
	"receivable.open": "r.value_open_minor", "wallet_share.share": "w.share_ppm", "wallet_share.category": "w.category_id",
	"subscription.value": "b.value_minor", "subscription.margin": "b.margin_minor", "subscription.product": "b.product_id", "subscription.category": "b.category_id",
	"subscription.division": "b.division_id", "subscription.ran": "CASE WHEN b.end_day = b.start_day THEN 0 ELSE 1 END",
	"contact.email": "t.email_key",
}

// ruleAliases are the aliases of the tables of nouns, for the fields that are named as their columns.
var ruleAliases = map[string]string{"client": "c", "figure": "f", "order": "o", "interaction": "i", "case": "s", "delivery": "d", "campaign_member": "m", "offer_event": "e",
	"receivable": "r", "subscription": "b", "wallet_share": "w", "contact": "t"}

// columnOf gives the expression of a field's value. Of an attribute and a consent it is that of the one row that is theirs.
func (s Rules) columnOf(f *rule.Field, currency string) string {
	switch f.Noun {
	case "attribute":
		switch {
		case f.Type == rule.Text || f.Type == rule.Choice:
			return "a.text_value"
		case f.Type == rule.Day:
			return "a.day_value"
		}
		return "a.number_value"
	case "consent":
		return "k.state"
	}
	if f.Name == "order_line.net" {
		return s.lineValue(currency)
	}
	if column, ok := ruleColumns[f.Name]; ok {
		return column
	}
	_, name, _ := strings.Cut(f.Name, ".")
	return ruleAliases[f.Noun] + "." + name
}

// lineValue is a line's net amount in minor units of the reporting currency: converted as money.Convert does, rounding half away from zero
// at both of its steps, in whole numbers throughout.
func (s Rules) lineValue(currency string) string {
	if !money.ValidCurrency(currency) {
		return "l.net_minor"
	}
	half := "CASE WHEN l.net_minor < 0 THEN -500000 ELSE 500000 END"
	micro := s.dialect.quotient("l.net_minor", "1000000") + " * o.rate_micro + " + s.dialect.quotient("(l.net_minor % 1000000) * o.rate_micro + "+half, "1000000")
	out := "CASE WHEN o.currency = '" + currency + "' THEN l.net_minor"
	to := money.Exponent(currency)
	for exponent := range 4 {
		codes := money.OfExponent(exponent)
		if exponent == 2 || len(codes) == 0 {
			continue
		}
		out += " WHEN o.currency IN ('" + strings.Join(codes, "','") + "') THEN " + s.shifted(micro, to-exponent)
	}
	return out + " ELSE " + s.shifted(micro, to-2) + " END"
}

// shifted moves a whole number by decimals, rounding half away from zero.
func (s Rules) shifted(v string, by int) string {
	power := 1
	for range max(by, -by) {
		power *= 10
	}
	switch p := strconv.Itoa(power); {
	case by > 0:
		return "(" + v + ") * " + p
	case by < 0:
		return s.dialect.quotient(v+" + CASE WHEN l.net_minor < 0 THEN -"+strconv.Itoa(power/2)+" ELSE "+strconv.Itoa(power/2)+" END", p)
	}
	return v
}
