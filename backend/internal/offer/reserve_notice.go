package offer

import (
	"encoding/binary"
	"hash/maphash"
	"slices"

	"clientele/internal/id"
)

// Reserving gives, of propositions that are being recorded, those that reserve against one of the rules: what other processes must hear of.
func Reserving(rules []CappingRule, rows []Shown) []Shown {
	var out []Shown
	for _, r := range rows {
		if r.ClientID == 0 || r.Held == HeldBack {
			continue
		}
		if slices.ContainsFunc(rules, func(c CappingRule) bool {
			return c.Per == PerClient && (c.ScopeNoun == ScopeAll || c.ScopeNoun == ScopeCollection || c.ScopeNoun == ScopeOffer && c.ScopeID == r.OfferID ||
				c.ScopeNoun == ScopePlacement && c.ScopeID == r.PlacementID)
		}) {
			out = append(out, r)
		}
	}
	return out
}

// noticeSize is the bytes of one proposition in a notice: client, proposition, offer, placement.
const noticeSize = 32

// Notice writes propositions in the form in which processes tell each other of them.
func Notice(rows []Shown) []byte {
	out := make([]byte, 0, noticeSize*len(rows))
	for _, r := range rows {
		for _, v := range []id.ID{r.ClientID, r.ID, r.OfferID, r.PlacementID} {
			out = binary.BigEndian.AppendUint64(out, uint64(v))
		}
	}
	return out
}

// HearNotice takes what another process has proposed: it reserves here too.
func (d *Decider) HearNotice(raw []byte) {
	now := d.clock.Now()
	for ; len(raw) >= noticeSize; raw = raw[noticeSize:] {
		n := func(i int) id.ID { return id.ID(binary.BigEndian.Uint64(raw[8*i:])) }
		s := &d.reserved.shards[maphash.Comparable(d.reserved.seed, n(0))%reserveShards]
		s.mu.Lock()
		own, ok := s.young[n(0)]
		if !ok {
			own = s.old[n(0)]
		}
		h := held{n(1), n(2), n(3)}
		if !slices.Contains(own, h) {
			s.keep(n(0), append(slices.Clone(own), h), now)
		}
		s.mu.Unlock()
	}
}
