package portfolio

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Dossier is what runs keep of a client's counted orders and their lines, packed, so that the next run need not read them again: the orders,
// then what was bought with each order in each category. An empty body says that there is no counted order.
type Dossier struct {
	Client id.ID
	Body   []byte
}

// DossierState says what the kept dossiers are worth. They speak of every order but those that marks name.
type DossierState struct {
	State string
	// Currency is the reporting currency of their amounts.
	Currency string
	// Categories and Divisions are what codes stand for, in order of id; code 0 is none.
	Categories, Divisions []id.ID
	Clients               int64
	ReadDay               clock.Day // when every order was last read
}

// The states of the dossiers. Any other one, and none, says that they cannot be used.
const (
	DossiersReady   = "ready"
	DossiersWriting = "writing"
)

// errDossier says that dossiers cannot be what a run has written: everything is read anew then.
var errDossier = errors.New("the kept facts of a client cannot be read")

// dossierDay is the day that days are told from; about 22 years around it take two bytes.
const dossierDay = 16_000

// codes numbers the ids that dossiers name.
type codes struct {
	ids []id.ID // by code less one, ascending
	at  map[id.ID]uint64
}

func newCodes(ids []id.ID) codes {
	c := codes{ids, make(map[id.ID]uint64, len(ids))}
	for i, v := range ids {
		c.at[v] = uint64(i + 1)
	}
	return c
}

// of gives the id of a code; one that is not known is none.
func (c codes) of(code uint64) id.ID {
	if code == 0 || code > uint64(len(c.ids)) {
		return 0
	}
	return c.ids[code-1]
}

// with gives codes that stand for more ids; false where one would have to stand between those there are.
func (c codes) with(ids []id.ID) (codes, bool) {
	all := slices.Clone(c.ids)
	for _, v := range ids {
		if c.at[v] == 0 {
			all = append(all, v)
		}
	}
	added := all[len(c.ids):]
	slices.Sort(added)
	return newCodes(all), len(added) == 0 || len(c.ids) == 0 || added[0] > c.ids[len(c.ids)-1]
}

// packOrders appends a client's orders in order of day. It puts them in one order whatever they came in.
func packOrders(dst []byte, orders []OrderFact, divisions codes) []byte {
	slices.SortFunc(orders, func(a, b OrderFact) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(bit(a.Sale), bit(b.Sale)), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Margin, b.Margin),
			cmp.Compare(bit(a.MarginKnown), bit(b.MarginKnown)), cmp.Compare(a.Division, b.Division))
	})
	divided := uint64(0)
	for i := range orders {
		if orders[i].Division != 0 {
			divided = 1
		}
	}
	dst = binary.AppendUvarint(dst, uint64(len(orders))<<1|divided)
	day := int64(dossierDay)
	for i := range orders {
		o := &orders[i]
		dst = binary.AppendUvarint(dst, zigzag(int64(o.Day)-day)<<2|bit(o.Sale)<<1|bit(o.MarginKnown))
		day = int64(o.Day)
		dst = binary.AppendVarint(dst, o.Value)
		if o.MarginKnown {
			dst = binary.AppendVarint(dst, o.Margin)
		}
		if divided == 1 {
			dst = binary.AppendUvarint(dst, divisions.at[o.Division])
		}
	}
	return dst
}

// orders gives the dossier's orders, in order of day, in the memory of buf, and what is left of its body: the lines.
func (d Dossier) orders(buf []OrderFact, divisions codes) (orders []OrderFact, lines []byte, err error) {
	r := unpacker{body: d.Body}
	buf = buf[:0]
	if len(d.Body) == 0 {
		return buf, nil, nil
	}
	head := r.uvarint()
	if head>>1 > uint64(len(d.Body)) {
		return nil, nil, errDossier
	}
	day := int64(dossierDay)
	for range head >> 1 {
		v := r.uvarint()
		day += unzigzag(v >> 2)
		o := OrderFact{Client: d.Client, Day: int32(day), Sale: v&2 != 0, MarginKnown: v&1 != 0, Value: r.varint()}
		if o.MarginKnown {
			o.Margin = r.varint()
		}
		if head&1 == 1 {
			o.Division = divisions.of(r.uvarint())
		}
		buf = append(buf, o)
	}
	if r.bad {
		return nil, nil, errDossier
	}
	return buf, r.body, nil
}

// packLines appends a client's lines, which are in order of category code, day and net.
func packLines(dst []byte, lines []packedLine) []byte {
	code, day := uint64(0), int64(dossierDay)
	for i, l := range lines {
		next, at := l.code(), int64(l.day())
		dst = binary.AppendUvarint(dst, (next-code)<<1|uint64(l.net&1))
		if i == 0 || next != code {
			dst = binary.AppendVarint(dst, at-dossierDay)
		} else {
			dst = binary.AppendUvarint(dst, uint64(at-day))
		}
		dst = binary.AppendVarint(dst, l.net>>1)
		code, day = next, at
	}
	return dst
}

// unpackLines calls yield with the lines that packLines packed.
func unpackLines(body []byte, yield func(code uint64, day int32, net int64, sale bool)) error {
	r := unpacker{body: body}
	code, day, first := uint64(0), int64(0), true
	for len(r.body) > 0 {
		v := r.uvarint()
		if first || v>>1 != 0 {
			day = dossierDay + r.varint()
		} else {
			day += int64(r.uvarint())
		}
		code, first = code+v>>1, false
		yield(code, int32(day), r.varint(), v&1 != 0)
	}
	if r.bad {
		return errDossier
	}
	return nil
}

// unpacker reads numbers off a body.
type unpacker struct {
	body []byte
	bad  bool
}

func (r *unpacker) uvarint() uint64 {
	v, n := binary.Uvarint(r.body)
	if n <= 0 {
		r.bad, r.body = true, nil
		return 0
	}
	r.body = r.body[n:]
	return v
}

func (r *unpacker) varint() int64 { return unzigzag(r.uvarint()) }

func zigzag(v int64) uint64 { return uint64(v)<<1 ^ uint64(v>>63) }

func unzigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
