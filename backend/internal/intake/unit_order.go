package intake

import (
	"math/big"
	"strings"

	"clientele/internal/money"
	"clientele/internal/order"
)

// orderOf turns the lines of one reference into an order: whole, or rejected whole.
func (p *plan) orderOf(recs []record) *work {
	w := &work{lines: recs, exact: new(big.Int)}
	in := &order.Input{Source: p.source, Currency: p.currency, Channel: p.channel, Division: p.division, Lines: make([]order.LineInput, 0, len(recs))}
	kind := ""
	if p.preset.Code == "orders" && len(recs) > 1 {
		for i := range recs {
			w.blame(i, lineFault{"duplicate_reference", "reference", "the file has several lines with this order reference; load such files as order lines"})
		}
	}
	for i := range recs {
		l := line{p: p, rec: &recs[i]}
		if l.sound(); len(l.faults) == 0 {
			if i == 0 {
				kind = p.orderHead(&l, in, w)
			} else {
				p.orderAgain(&l, &recs[0], in)
			}
			p.orderLine(&l, in, w)
		}
		if len(l.faults) > 0 {
			w.blame(i, l.faults[0])
		}
	}
	w.anonymous, w.currency = in.ClientReference == "", in.Currency
	if w.faults == nil {
		p.signs(w, in, kind)
	}
	if w.faults != nil {
		w.rejectAll()
		return w
	}
	w.order = in
	return w
}

// orderHead reads what belongs to the order as a whole from its first line.
func (p *plan) orderHead(l *line, in *order.Input, w *work) (kind string) {
	set := func(dst *string, name string) {
		if v := l.text(name); v != nil {
			*dst = *v
		}
	}
	set(&in.Reference, "reference")
	set(&in.ClientReference, "client_reference")
	set(&kind, "kind")
	set(&in.Status, "status")
	set(&in.Channel, "channel")
	set(&in.Division, "division")
	set(&in.Currency, "currency")
	set(&in.ReturnsReference, "returns_reference")
	set(&w.country, "country")
	if t := l.time("ordered_at"); t != nil {
		in.OrderedAt = *t
	}
	in.PromisedDay, in.DeliveredDay = l.day("promised_day"), l.day("delivered_day")
	return kind
}

// orderAgain checks that a further line agrees with the first one; its time may differ (a till prints for a minute), the earliest counts.
func (p *plan) orderAgain(l *line, head *record, in *order.Input) {
	for _, f := range p.preset.Fields {
		b := p.fields[f.Name]
		if !f.Whole || b.at < 0 || b.at >= len(l.rec.cells) || b.at >= len(head.cells) {
			continue
		}
		mine, first := l.rec.cells[b.at], head.cells[b.at]
		if mine == first {
			continue
		}
		if strings.TrimSpace(mine) == "" {
			continue
		}
		other := line{p: p, rec: head}
		if a, b := l.text(f.Name), other.text(f.Name); a != nil && (b == nil || *a != *b) {
			l.wrong(f.Name, bad("order_conflict", "differs from the first line of this order"))
		}
	}
	l.cell("reference")
	if t := l.time("ordered_at"); t != nil && t.Before(in.OrderedAt) {
		in.OrderedAt = *t
	}
}

// orderLine reads one line and adds it to the order and to the sums.
func (p *plan) orderLine(l *line, in *order.Input, w *work) {
	var li order.LineInput
	if v := l.text("sku"); v != nil {
		li.SKU = *v
	}
	if v := l.text("description"); v != nil {
		li.Description = *v
	}
	exponent := money.Exponent(in.Currency)
	quantity, price, net := l.number("quantity", 3), l.number("unit_price", 6), l.number("net", 6)
	if p.preset.Code == "orders" && quantity == nil {
		one := int64(1000)
		if net != nil && *net < 0 {
			one = -one
		}
		quantity = &one
	}
	if quantity != nil {
		li.QuantityMilli = *quantity
	}
	if price != nil {
		li.UnitPriceMicro = *price
	} else if net == nil && p.preset.Code == "order_lines" && len(l.faults) == 0 {
		l.wrong("unit_price", bad("required", "has neither a unit price nor a net amount"))
	}
	for _, a := range []struct {
		name string
		dst  *int64
	}{{"tax", &li.TaxMinor}, {"discount", &li.DiscountMinor}} {
		if v := l.number(a.name, exponent); v != nil {
			*a.dst = *v
		}
	}
	li.CostMinor = l.number("cost", exponent)
	if net != nil {
		v := roundTo(*net, 6-exponent)
		li.NetMinor = &v
		if price == nil && li.QuantityMilli != 0 {
			if micro, err := money.MulDiv(*net, 1000, li.QuantityMilli); err == nil {
				li.UnitPriceMicro = max(micro, -micro)
			}
		}
	}
	p.addUp(l, &li, net, in.Currency, w)
	in.Lines = append(in.Lines, li)
}

// addUp adds a line's amount to the unit's sums: the net amount where the file gives it, else quantity × unit price less the discount.
func (p *plan) addUp(l *line, li *order.LineInput, net *int64, currency string, w *work) {
	if net != nil {
		w.net += *li.NetMinor
		w.exact.Add(w.exact, new(big.Int).Mul(big.NewInt(*net), big.NewInt(1000)))
		return
	}
	v, err := money.Extend(li.QuantityMilli, li.UnitPriceMicro, currency)
	if err != nil || v > maxMinor || v < -maxMinor {
		l.wrong("unit_price", bad("range", "quantity × unit price is too large"))
		return
	}
	w.net += v - li.DiscountMinor
	if product, ok := mulSmall(li.QuantityMilli, li.UnitPriceMicro); ok {
		w.exact.Add(w.exact, w.scratch.SetInt64(product))
	} else {
		w.exact.Add(w.exact, w.scratch.Mul(big.NewInt(li.QuantityMilli), big.NewInt(li.UnitPriceMicro)))
	}
	if li.DiscountMinor != 0 {
		w.exact.Sub(w.exact, new(big.Int).Mul(big.NewInt(li.DiscountMinor), big.NewInt(pow10[9-money.Exponent(currency)])))
	}
}

// maxMinor is the largest amount of one line, so that sums of a whole file fit.
const maxMinor = 1e15

func mulSmall(a, b int64) (int64, bool) {
	const most = 1 << 31
	if a > -most && a < most && b > -most && b < most {
		return a * b, true
	}
	return 0, false
}

// roundTo divides by 10^digits, rounding half away from zero.
func roundTo(v int64, digits int) int64 {
	d := pow10[digits]
	if v < 0 {
		return -((-v + d/2) / d)
	}
	return (v + d/2) / d
}

// signs tells sale from return. A return has no positive quantity; a line that takes money back by a negative price (an adjustment of
// one unit at -100.00) is written with the signs exchanged, which leaves its amount as it is.
func (p *plan) signs(w *work, in *order.Input, kind string) {
	cancels := p.preset.Code == "retail_lines" && len(in.Reference) > 1 && (in.Reference[0] == 'C' || in.Reference[0] == 'c') && in.Reference[1] >= '0' && in.Reference[1] <= '9'
	positive, negative := -1, false
	for i := range in.Lines {
		l := &in.Lines[i]
		back := l.UnitPriceMicro < 0 || l.NetMinor != nil && *l.NetMinor < 0
		switch {
		case l.QuantityMilli > 0 && back:
			negative = true
		case l.QuantityMilli > 0 || l.NetMinor != nil && *l.NetMinor > 0 || l.QuantityMilli < 0 && l.UnitPriceMicro < 0:
			positive = i
		case l.QuantityMilli < 0:
			negative = true
		}
	}
	switch {
	case (kind == order.Return || cancels) && positive >= 0:
		w.blame(positive, lineFault{"sign", "quantity", "a return has negative quantities and amounts"})
		return
	case kind == order.Return || cancels || kind == "" && negative && positive < 0:
		in.Kind = order.Return
	default:
		in.Kind = order.Sale
		return
	}
	for i := range in.Lines {
		if l := &in.Lines[i]; l.QuantityMilli > 0 {
			l.QuantityMilli = -l.QuantityMilli
			if l.UnitPriceMicro < 0 {
				l.UnitPriceMicro = -l.UnitPriceMicro
			}
		}
	}
}
