package store

import (
	"context"
	"strings"
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// Lots records what was decided for the messages of campaigns.
type Lots struct {
	*DB
	decisions *Decisions
}

// NewLots gives the records of a database.
func NewLots(db *DB) Lots { return Lots{db, NewDecisions(db)} }

// fixedTable is propositions of a campaign: each is written once.
var fixedTable = columns("proposition", strings.Join(propositionTable.cols, ",")+",campaign_id", "id", "")

// FixPropositions writes propositions of a campaign with their counters, inside the transaction of the context.
func (s Lots) FixPropositions(ctx context.Context, campaign id.ID, rows []offer.Shown) (totals, full []offer.Counter, err error) {
	if err := s.decisions.recordLearned(ctx, rows); err != nil {
		return nil, nil, err
	}
	last := len(propositionTable.cols)
	err = s.insertRows(ctx, fixedTable, false, len(rows), func(i int, dst []any) {
		propositionRow(&rows[i], dst)
		dst[last] = campaign
	})
	if err != nil {
		return nil, nil, err
	}
	return s.decisions.countFixed(ctx, rows)
}

// holdRows is how many codes one statement gives out.
const holdRows = 200

// HoldCodes gives each client a code of an offer to hold, inside the transaction of the context. The offer's tally is held first.
func (s Lots) HoldCodes(ctx context.Context, v id.ID, clients []id.ID, at time.Time) (codes map[id.ID]string, fresh []id.ID, t offer.Tally, err error) {
	r := NewRedemptions(s.DB)
	if err := r.LockTally(ctx, v); err != nil {
		return nil, nil, t, err
	}
	codes = make(map[id.ID]string, len(clients))
	var held []offer.Code
	if err := s.conn(ctx).Where("offer_id = ? AND client_id IN ? AND state = ?", v, clients, offer.CodeHeld).Order("id DESC").Find(&held).Error; err != nil {
		return nil, nil, t, err
	}
	for _, c := range held {
		codes[*c.ClientID] = c.Code
	}
	for _, c := range clients {
		if _, ok := codes[c]; !ok {
			fresh = append(fresh, c)
		}
	}
	var free []offer.Code
	if err := s.conn(ctx).Where("offer_id = ? AND state = ?", v, offer.CodeFree).Order("id").Limit(len(fresh)).Find(&free).Error; err != nil {
		return nil, nil, t, err
	}
	fresh = fresh[:len(free)]
	for from := 0; from < len(free); from += holdRows {
		part := free[from:min(from+holdRows, len(free))]
		args, ids := []any{offer.CodeHeld, at}, make([]any, len(part))
		for i, c := range part {
			args, ids[i] = append(args, c.ID, fresh[from+i]), c.ID
			codes[fresh[from+i]] = c.Code
		}
		_, err := s.exec(ctx, "UPDATE offer_unique_code SET state = ?, held_at = ?, client_id = CASE id "+strings.Repeat("WHEN ? THEN ? ", len(part))+
			"END WHERE id IN ("+marks(len(part))+")", append(args, ids...)...)
		if err != nil {
			return nil, nil, t, err
		}
	}
	if len(free) > 0 {
		if _, err := s.exec(ctx, "UPDATE offer_tally SET codes_taken = codes_taken + ? WHERE offer_id = ?", len(free), v); err != nil {
			return nil, nil, t, err
		}
	}
	t, err = r.Tally(ctx, v)
	return codes, fresh, t, err
}

var _ offer.LotStore = Lots{}
