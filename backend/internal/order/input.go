package order

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
)

// Input is an order as a source tells it: always whole. The client is named by id, or by the source's reference, or not at all
// (an anonymous sale). Products are named by SKU, the division by code.
type Input struct {
	Source           string
	Reference        string
	ClientID         id.ID
	ClientReference  string
	ClientSource     string // where ClientReference belongs; the order's source when empty
	Division         string
	Channel          string
	Kind             string
	Status           string
	OrderedAt        time.Time
	Currency         string
	ReturnsReference string
	OfferID          *id.ID
	CampaignID       *id.ID
	PromisedDay      *clock.Day
	DeliveredDay     *clock.Day
	Lines            []LineInput
}

// LineInput is one line. NetMinor nil takes quantity × unit price less the discount; CostMinor is the cost of the whole line.
type LineInput struct {
	SKU            string
	Description    string
	QuantityMilli  int64
	UnitPriceMicro int64
	NetMinor       *int64
	TaxMinor       int64
	DiscountMinor  int64
	CostMinor      *int64
}

// complete fills defaults.
func (in *Input) complete(currency string) {
	in.Source, in.Reference = strings.TrimSpace(in.Source), strings.TrimSpace(in.Reference)
	in.ClientReference, in.ClientSource, in.Division = strings.TrimSpace(in.ClientReference), strings.TrimSpace(in.ClientSource), strings.TrimSpace(in.Division)
	in.ReturnsReference = strings.TrimSpace(in.ReturnsReference)
	for i := range in.Lines {
		in.Lines[i].SKU = strings.TrimSpace(in.Lines[i].SKU)
	}
	if in.Kind == "" {
		in.Kind = Sale
	}
	if in.Status == "" {
		in.Status = Confirmed
	}
	if in.Currency == "" {
		in.Currency = currency
	}
	if in.ClientSource == "" {
		in.ClientSource = in.Source
	}
	in.OrderedAt = in.OrderedAt.UTC().Truncate(time.Microsecond)
}

// validate says what is wrong with the order and its lines.
func (in Input) validate() error {
	var c fault.Check
	c.Required("source", in.Source)
	c.Max("source", in.Source, 64)
	c.Required("reference", in.Reference)
	c.Max("reference", in.Reference, 128)
	c.Max("client_reference", in.ClientReference, 128)
	c.OneOf("kind", in.Kind, Kinds...)
	c.OneOf("status", in.Status, Statuses...)
	c.OneOf("channel", in.Channel, Channels...)
	c.That(money.ValidCurrency(in.Currency), "currency", "currency", "must be an ISO 4217 code such as EUR")
	c.That(in.OrderedAt.Year() >= 1900 && in.OrderedAt.Year() < 2200, "ordered_at", "range", "must lie between 1900 and 2199")
	c.That(len(in.Lines) > 0, "lines", "required", "an order has at least one line")
	c.That(len(in.Lines) <= MaxLines, "lines", "too_many", "an order has at most 10000 lines")
	for i, l := range in.Lines {
		at := "lines[" + strconv.Itoa(i) + "]."
		c.Max(at+"sku", l.SKU, 64)
		c.Max(at+"description", l.Description, 255)
		c.That(abs(l.QuantityMilli) <= 1e12, at+"quantity", "range", "is too large")
		c.That(abs(l.UnitPriceMicro) <= 1e15, at+"unit_price", "range", "is too large")
		c.That(l.NetMinor == nil || abs(*l.NetMinor) <= 1e15, at+"net_minor", "range", "is too large")
		if in.Kind == Return {
			c.That(l.QuantityMilli <= 0, at+"quantity", "sign", "a return has negative quantities")
			c.That(l.NetMinor == nil || *l.NetMinor <= 0, at+"net_minor", "sign", "a return has negative amounts")
		}
	}
	return c.Err()
}

func abs(v int64) int64 {
	if v == math.MinInt64 {
		return math.MaxInt64
	}
	if v < 0 {
		return -v
	}
	return v
}

// lines works out the amounts of every line and their sums.
func (in Input) lines(o *Order) ([]Line, error) {
	out := make([]Line, len(in.Lines))
	cost, known := int64(0), true
	for i, l := range in.Lines {
		var net int64
		if l.NetMinor != nil {
			net = *l.NetMinor
		} else {
			v, err := money.Extend(l.QuantityMilli, l.UnitPriceMicro, in.Currency)
			if err != nil {
				return nil, fault.Invalid(fault.Field{Path: "lines[" + strconv.Itoa(i) + "].unit_price", Code: "range", Message: "quantity × unit price is too large"})
			}
			net = v - l.DiscountMinor
		}
		out[i] = Line{Line: int64(i + 1), Description: strings.TrimSpace(l.Description), QuantityMilli: l.QuantityMilli, UnitPriceMicro: l.UnitPriceMicro,
			NetMinor: net, TaxMinor: l.TaxMinor, DiscountMinor: l.DiscountMinor, CostMinor: l.CostMinor}
		o.NetMinor += net
		o.TaxMinor += l.TaxMinor
		o.DiscountMinor += l.DiscountMinor
		if l.CostMinor == nil {
			known = false
		} else {
			cost += *l.CostMinor
		}
	}
	if known {
		o.CostMinor = &cost
	}
	o.LineCount = int64(len(out))
	return out, nil
}

// value puts the order's value and margin in the reporting currency.
func (o *Order) value(currency string) error {
	v, err := money.Convert(o.NetMinor, o.Currency, currency, o.RateMicro)
	if err != nil {
		return err
	}
	o.ValueMinor = v
	if o.CostMinor != nil {
		m, err := money.Convert(o.NetMinor-*o.CostMinor, o.Currency, currency, o.RateMicro)
		if err != nil {
			return err
		}
		o.MarginMinor = &m
	}
	return nil
}

// hash gives a number that changes when anything a source can say of the order changes. Rates are left out: they are fixed at first writing.
func (in Input) hash(client *id.ID) int64 {
	h := fnv.New64a()
	text := func(s string) { _, _ = h.Write([]byte(s)); _, _ = h.Write([]byte{0}) }
	num := func(v int64) { var b [8]byte; binary.LittleEndian.PutUint64(b[:], uint64(v)); _, _ = h.Write(b[:]) }
	opt := func(v *int64) {
		if v == nil {
			text("-")
		} else {
			num(*v)
		}
	}
	day := func(d *clock.Day) {
		if d == nil {
			text("-")
		} else {
			num(int64(*d))
		}
	}
	opt((*int64)(client))
	opt((*int64)(in.OfferID))
	opt((*int64)(in.CampaignID))
	text(in.Division + "\x00" + in.Channel + "\x00" + in.Kind + "\x00" + in.Status + "\x00" + in.Currency + "\x00" + in.ReturnsReference)
	num(in.OrderedAt.UnixMicro())
	day(in.PromisedDay)
	day(in.DeliveredDay)
	for _, l := range in.Lines {
		text(l.SKU)
		text(l.Description)
		num(l.QuantityMilli)
		num(l.UnitPriceMicro)
		opt(l.NetMinor)
		num(l.TaxMinor)
		num(l.DiscountMinor)
		opt(l.CostMinor)
	}
	return int64(h.Sum64())
}
