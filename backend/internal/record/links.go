package record

import (
	"context"
	"sort"
	"strings"
	"time"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Kind is a noun that a record may name beside its client.
type Kind string

// The kinds.
const (
	Order    Kind = "order"
	Product  Kind = "product"
	Category Kind = "category"
	Division Kind = "division"
	User     Kind = "user"
	Campaign Kind = "campaign"
)

// words is the field in which a kind is named by a word instead of by its id, and what is said where there is none.
var words = map[Kind]struct{ field, absent string }{
	Order:    {"order_reference", "there is no order with this reference"},
	Product:  {"sku", "there is no product with this SKU"},
	Category: {"category", "there is no category with this code"},
	Division: {"division", "there is no division with this code"},
}

// Lookup finds what records name.
type Lookup interface {
	client.Finder
	// Owners gives, of the ids that exist, the client each belongs to, 0 where it belongs to none.
	Owners(ctx context.Context, kind Kind, ids []id.ID) (map[id.ID]id.ID, error)
	// Named gives ids by word: orders of a source by reference, products by SKU, categories and divisions by code. Absent ones are left out.
	Named(ctx context.Context, kind Kind, source string, words []string) (map[string]id.ID, error)
	// Rates gives a currency's rates in order of day.
	Rates(ctx context.Context, currency string) ([]Rate, error)
}

// Rate is an exchange rate that holds from a day on: millionths of the reporting currency for one unit.
type Rate struct {
	FromDay   clock.Day
	RateMicro int64
}

type word struct {
	kind Kind
	key  client.Key
}

// Names gathers what the records of a batch name, so that each is looked up once.
type Names struct {
	ids        map[Kind]map[id.ID]bool
	words      map[word]bool
	currencies map[string]bool
}

func newNames() *Names {
	return &Names{ids: map[Kind]map[id.ID]bool{}, words: map[word]bool{}, currencies: map[string]bool{}}
}

// ID notes a record that is named by its id; nil and 0 name none.
func (n *Names) ID(kind Kind, v *id.ID) {
	if v == nil || *v == 0 {
		return
	}
	if n.ids[kind] == nil {
		n.ids[kind] = map[id.ID]bool{}
	}
	n.ids[kind][*v] = true
}

// Word notes a record that is named by a word; only an order's belongs to a source.
func (n *Names) Word(kind Kind, source string, w *string) {
	if w == nil || strings.TrimSpace(*w) == "" {
		return
	}
	n.words[wordOf(kind, source, *w)] = true
}

func wordOf(kind Kind, source, w string) word {
	if kind != Order {
		source = ""
	}
	return word{kind, client.Key{Source: source, Reference: w}.Clean()}
}

// Currency notes a currency.
func (n *Names) Currency(code *string) {
	if code != nil && *code != "" {
		n.currencies[strings.TrimSpace(*code)] = true
	}
}

// Links is what the records of a batch name, looked up, with the organisation, the instant and the day of the request.
type Links struct {
	Org    account.Organisation
	Now    time.Time
	Today  clock.Day
	owners map[Kind]map[id.ID]id.ID
	words  map[word]id.ID
	rates  map[string][]Rate
}

// find looks everything up: one query per kind, source and foreign currency.
func (n *Names) find(ctx context.Context, from Lookup, l *Links) error {
	l.owners, l.words, l.rates = map[Kind]map[id.ID]id.ID{}, map[word]id.ID{}, map[string][]Rate{}
	type group struct {
		kind   Kind
		source string
	}
	groups := map[group][]string{}
	for w := range n.words {
		g := group{w.kind, w.key.Source}
		groups[g] = append(groups[g], w.key.Reference)
	}
	for g, list := range groups {
		found, err := from.Named(ctx, g.kind, g.source, list)
		if err != nil {
			return err
		}
		for w, v := range found {
			l.words[word{g.kind, client.Key{Source: g.source, Reference: w}}] = v
			n.ID(g.kind, &v)
		}
	}
	for kind, set := range n.ids {
		list := make([]id.ID, 0, len(set))
		for v := range set {
			list = append(list, v)
		}
		var err error
		if l.owners[kind], err = from.Owners(ctx, kind, list); err != nil {
			return err
		}
	}
	for code := range n.currencies {
		if code == l.Org.Currency {
			continue
		}
		var err error
		if l.rates[code], err = from.Rates(ctx, code); err != nil {
			return err
		}
	}
	return nil
}

// Link writes a relation as the caller says it, by id (0 takes it away) or by word (empty takes it away); nil of both keeps it. A word
// that names nothing is noted.
func (l *Links) Link(k *fault.Check, kind Kind, source string, dst **id.ID, v *id.ID, w *string) {
	SetOption(dst, v)
	if w == nil {
		return
	}
	if *dst = nil; strings.TrimSpace(*w) == "" {
		return
	}
	found, ok := l.words[wordOf(kind, source, *w)]
	k.That(ok, words[kind].field, "unknown", words[kind].absent)
	if ok {
		*dst = &found
	}
}

// Check notes a relation to what does not exist, or belongs to another client than the given one (0 minds no client).
func (l *Links) Check(k *fault.Check, kind Kind, v *id.ID, of id.ID) {
	if v == nil {
		return
	}
	owner, ok := l.owners[kind][*v]
	k.That(ok, string(kind)+"_id", "unknown", "there is no such "+string(kind))
	k.That(!ok || of == 0 || owner == 0 || owner == of, string(kind)+"_id", "unknown", "belongs to another client")
}

// Rate gives what one unit of a currency was worth on a day, in millionths of the reporting currency; a missing rate is noted.
func (l *Links) Rate(k *fault.Check, currency string, day clock.Day) int64 {
	if currency == l.Org.Currency {
		return 1_000_000
	}
	rates := l.rates[currency]
	i := sort.Search(len(rates), func(i int) bool { return rates[i].FromDay > day })
	if i == 0 {
		k.Add("currency", "rate_missing", "there is no exchange rate for "+currency+" on "+day.String())
		return 0
	}
	return rates[i-1].RateMicro
}
