package order

import (
	"context"
	"sort"
	"strings"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Result is what became of one order: created, updated, unchanged or failed (Err says why).
type Result struct {
	Status string
	ID     id.ID
	Err    error
}

// Upsert creates or replaces up to 1,000 orders by (source, reference) in one transaction: each is whole or absent, and one that is
// the same as the stored one writes nothing. Two inputs with one reference are applied in order.
func (s *Service) Upsert(ctx context.Context, inputs []Input) ([]Result, error) {
	if len(inputs) > 1000 {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 orders at once"})
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	var out []Result
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]Result, len(inputs))
		b := newBatch(org)
		for i := range inputs {
			inputs[i].complete(org.Currency)
			if err := inputs[i].validate(); err != nil {
				out[i] = Result{Status: "failed", Err: err}
			}
		}
		if err := b.load(ctx, s, inputs); err != nil {
			return err
		}
		for i := range inputs {
			if out[i].Err == nil {
				out[i] = b.take(s, inputs[i])
			}
		}
		if err := s.store.Write(ctx, b.created.orders, b.created.lines, true); err != nil {
			return err
		}
		if err := s.store.Write(ctx, b.updated.orders, b.updated.lines, false); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.OfClients(event.OrderChanged, "order", b.clients())...)
	})
	return out, err
}

type key struct{ source, ref string }

type set struct {
	orders []Order
	lines  [][]Line
	at     map[key]int
}

func (s *set) put(k key, o Order, lines []Line) {
	if i, ok := s.at[k]; ok {
		s.orders[i], s.lines[i] = o, lines
		return
	}
	s.at[k] = len(s.orders)
	s.orders, s.lines = append(s.orders, o), append(s.lines, lines)
}

// batch is what a bulk request needs to know of the database and what it will write.
type batch struct {
	org              account.Organisation
	known            map[key]Order
	clientRefs       map[key]id.ID
	clientIDs        map[id.ID]bool
	products         map[string]id.ID
	divisions        map[string]id.ID
	returned         map[key]Order
	rates            map[string][]Rate
	created, updated set
	touched          map[id.ID]bool
}

func newBatch(org account.Organisation) *batch {
	return &batch{org: org, created: set{at: map[key]int{}}, updated: set{at: map[key]int{}}, touched: map[id.ID]bool{}}
}

// load reads everything the inputs name, a few queries in all.
func (b *batch) load(ctx context.Context, s *Service, inputs []Input) error {
	store := s.store
	refs, clientRefs, returned := groups{}, groups{}, groups{}
	skus, divisions, currencies := map[string]string{}, uniques{}, uniques{}
	ids := map[id.ID]bool{}
	for _, in := range inputs {
		refs.add(in.Source, in.Reference)
		if in.ClientID != 0 {
			ids[in.ClientID] = true
		} else if in.ClientReference != "" {
			clientRefs.add(in.ClientSource, in.ClientReference)
		}
		if in.ReturnsReference != "" {
			returned.add(in.Source, in.ReturnsReference)
		}
		divisions.add(in.Division)
		if in.Currency != b.org.Currency {
			currencies.add(in.Currency)
		}
		for _, l := range in.Lines {
			if l.SKU != "" && skus[l.SKU] == "" {
				skus[l.SKU] = strings.TrimSpace(l.Description)
			}
		}
	}
	var err error
	if b.known, err = byKey(ctx, refs, store.ByReferences); err != nil {
		return err
	}
	if b.returned, err = byKey(ctx, returned, store.ByReferences); err != nil {
		return err
	}
	if b.clientRefs, err = byKey(ctx, clientRefs, store.ClientIDs); err != nil {
		return err
	}
	if b.clientIDs, err = store.ClientExists(ctx, keysOf(ids)); err != nil {
		return err
	}
	if err := b.loadProducts(ctx, s, skus); err != nil {
		return err
	}
	if b.divisions, err = store.DivisionIDs(ctx, keysOf(divisions)); err != nil {
		return err
	}
	b.rates = map[string][]Rate{}
	for c := range currencies {
		if b.rates[c], err = store.Rates(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// loadProducts finds the products that lines name and creates the missing ones under the line's description.
func (b *batch) loadProducts(ctx context.Context, s *Service, skus map[string]string) (err error) {
	if b.products, err = s.store.ProductIDs(ctx, keysOf(skus)); err != nil {
		return err
	}
	for sku := range b.products {
		delete(skus, sku)
	}
	if len(skus) == 0 {
		return nil
	}
	made, err := s.products.Ensure(ctx, skus)
	for sku, v := range made {
		b.products[sku] = v
	}
	return err
}

// take turns one input into an order to write.
func (b *batch) take(s *Service, in Input) Result {
	k := key{in.Source, in.Reference}
	o, lines, err := b.build(in)
	if err != nil {
		return Result{Status: "failed", Err: err}
	}
	old, exists := b.known[k]
	if exists && old.ContentHash == o.ContentHash {
		return Result{Status: "unchanged", ID: old.ID}
	}
	now := s.clock.Now()
	o.ID, o.CreatedAt, o.UpdatedAt, o.Version = old.ID, old.CreatedAt, now, old.Version+1
	status, to := "updated", &b.updated
	if !exists {
		o.ID, o.CreatedAt, status, to = s.store.NewID(), now, "created", &b.created
	} else if _, mine := b.created.at[k]; mine {
		to = &b.created
	}
	for i := range lines {
		lines[i].OrderID = o.ID
	}
	to.put(k, o, lines)
	b.known[k] = o
	b.touch(old.ClientID)
	b.touch(o.ClientID)
	return Result{Status: status, ID: o.ID}
}

func (b *batch) touch(c *id.ID) {
	if c != nil {
		b.touched[*c] = true
	}
}

// build resolves what the input names and works out its amounts.
func (b *batch) build(in Input) (Order, []Line, error) {
	o := Order{Source: in.Source, Reference: in.Reference, Channel: in.Channel, Kind: in.Kind, Status: in.Status,
		Counted: in.Status == Confirmed || in.Status == Delivered, OrderedAt: in.OrderedAt, Day: clock.DayOf(in.OrderedAt, b.org.Zone()),
		Currency: in.Currency, OfferID: in.OfferID, CampaignID: in.CampaignID, PromisedDay: in.PromisedDay, DeliveredDay: in.DeliveredDay}
	var c fault.Check
	b.resolve(in, &o, &c)
	if err := c.Err(); err != nil {
		return o, nil, err
	}
	lines, err := in.lines(&o)
	if err != nil {
		return o, nil, err
	}
	for i, l := range in.Lines {
		if v, ok := b.products[l.SKU]; ok {
			lines[i].ProductID = &v
		}
	}
	if err := o.value(b.org.Currency); err != nil {
		return o, nil, fault.Invalid(fault.Field{Path: "lines", Code: "range", Message: "the order's value is too large"})
	}
	o.ContentHash = in.hash(o.ClientID)
	return o, lines, nil
}

func (b *batch) resolve(in Input, o *Order, c *fault.Check) {
	switch {
	case in.ClientID != 0:
		c.That(b.clientIDs[in.ClientID], "client_id", "unknown", "there is no such client")
		o.ClientID = &in.ClientID
	case in.ClientReference != "":
		v, ok := b.clientRefs[key{in.ClientSource, in.ClientReference}]
		c.That(ok, "client_reference", "unknown", "there is no client with this reference")
		o.ClientID = &v
	}
	if in.Division != "" {
		v, ok := b.divisions[in.Division]
		c.That(ok, "division", "unknown", "there is no division with this code")
		o.DivisionID = &v
	}
	if in.ReturnsReference != "" {
		r, ok := b.returned[key{in.Source, in.ReturnsReference}]
		if !ok {
			r, ok = b.known[key{in.Source, in.ReturnsReference}] // sold in this very request
		}
		if ok {
			o.ReturnsOrderID = &r.ID
		}
	}
	o.RateMicro = 1_000_000
	if in.Currency != b.org.Currency {
		rates := b.rates[in.Currency]
		i := sort.Search(len(rates), func(i int) bool { return rates[i].FromDay > o.Day })
		if i == 0 {
			c.Add("currency", "rate_missing", "there is no exchange rate for "+in.Currency+" on "+o.Day.String())
			return
		}
		o.RateMicro = rates[i-1].RateMicro
	}
}

func (b *batch) clients() []id.ID {
	out := keysOf(b.touched)
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

type groups map[string]map[string]bool

func (g groups) add(source, ref string) {
	if g[source] == nil {
		g[source] = map[string]bool{}
	}
	g[source][ref] = true
}

type uniques map[string]bool

func (u uniques) add(v string) {
	if v != "" {
		u[v] = true
	}
}

func keysOf[M ~map[K]V, K comparable, V any](m M) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

func byKey[V any](ctx context.Context, g groups, read func(context.Context, string, []string) (map[string]V, error)) (map[key]V, error) {
	out := map[key]V{}
	for source, refs := range g {
		found, err := read(ctx, source, keysOf(refs))
		if err != nil {
			return nil, err
		}
		for ref, v := range found {
			out[key{source, ref}] = v
		}
	}
	return out, nil
}
