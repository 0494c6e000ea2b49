package portfolio

import (
	"encoding/binary"

	"clientele/internal/id"
)

// OrderMark says in the transaction that writes orders what the dossiers do not know of. Those who write orders leave marks, runs take them away.
type OrderMark struct {
	ID   id.ID
	Body []byte
}

// What a mark says: that everything has to be read anew, that orders are new, or that clients have to be read as a whole.
const (
	markAll    byte = 0
	markOrders byte = 1
	markWhole  byte = 2
)

// MarkAll says that no dossier can be trusted any more.
func MarkAll() []byte { return []byte{markAll} }

// MarkNew says that orders are new: pairs of client and order.
func MarkNew(pairs [][2]id.ID) []byte {
	out := []byte{markOrders}
	var client, order id.ID
	for _, p := range pairs {
		out = binary.AppendVarint(out, int64(p[0]-client))
		out = binary.AppendVarint(out, int64(p[1]-order))
		client, order = p[0], p[1]
	}
	return out
}

// MarkWhole says that something else has happened to clients' orders.
func MarkWhole(clients []id.ID) []byte {
	out := []byte{markWhole}
	var last id.ID
	for _, c := range clients {
		out = binary.AppendVarint(out, int64(c-last))
		last = c
	}
	return out
}

// touched is what marks say together: clients to read as a whole, and the new orders of others.
type touched struct {
	whole  map[id.ID]bool
	orders map[id.ID][]id.ID
}

// take adds what a mark says; false where that is that everything has to be read anew.
func (t *touched) take(body []byte) bool {
	if len(body) == 0 || body[0] == markAll {
		return false
	}
	r := unpacker{body: body[1:]}
	var client, order id.ID
	for len(r.body) > 0 && !r.bad {
		client += id.ID(r.varint())
		if body[0] == markWhole {
			t.whole[client] = true
			continue
		}
		order += id.ID(r.varint())
		t.orders[client] = append(t.orders[client], order)
	}
	return !r.bad && body[0] <= markWhole
}
