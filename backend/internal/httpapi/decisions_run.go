package httpapi

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// hash says what is asked for, whatever the form of the file.
func (b DecisionBatchBody) hash() string {
	raw, _ := json.Marshal([]any{b.SegmentID, b.Placements, b.Language, b.Channel})
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// batch writes the decisions of a segment; with a run what that has decided already comes first.
type batch struct {
	h       Decisions
	ask     offer.Request
	segment id.ID
	run     *offer.DecisionRun
}

func (x *batch) write(ctx context.Context, yield func(batchRow) error) error {
	done := map[id.ID]bool{}
	if x.run != nil {
		for part := range x.run.Parts {
			if err := x.again(ctx, part, done, yield); err != nil {
				return err
			}
		}
		if x.run.EndedAt != nil {
			return nil
		}
	}
	some := make([]client.Row, 0, offer.BatchSize)
	err := x.h.Clients.Each(ctx, client.Filter{SegmentID: x.segment, States: []string{client.Active}}, byCreation(), func(r client.Row) error {
		if done[r.ID] {
			return nil
		}
		if some = append(some, r); len(some) < offer.BatchSize {
			return nil
		}
		err := x.decide(ctx, some, yield)
		some = some[:0]
		return err
	})
	if err == nil && len(some) > 0 {
		err = x.decide(ctx, some, yield)
	}
	if err == nil && x.run != nil {
		err = x.h.Runs.End(ctx, *x.run)
	}
	return err
}

// again gives a part that is decided already. It holds no client's name: that is read as it is now.
func (x *batch) again(ctx context.Context, part int64, done map[id.ID]bool, yield func(batchRow) error) error {
	held, err := x.h.Runs.Part(ctx, *x.run, part)
	if err != nil {
		return err
	}
	lines, err := unpack(held)
	if err != nil {
		return err
	}
	var ids []id.ID
	for _, l := range lines {
		if !done[l.ClientID] {
			done[l.ClientID] = true
			ids = append(ids, l.ClientID)
		}
	}
	rows, err := x.h.Clients.Rows(ctx, ids)
	if err != nil {
		return err
	}
	return give(rows, lines, yield)
}

// decide decides for some clients and gives their lines.
func (x *batch) decide(ctx context.Context, some []client.Row, yield func(batchRow) error) error {
	ids := make([]id.ID, len(some))
	for i, r := range some {
		ids[i] = r.ID
	}
	var lines []batchLine
	part := func(all []offer.Decision) ([]byte, error) {
		lines = nil
		for i := range all {
			lines = append(lines, linesOf(&all[i])...)
		}
		return pack(lines)
	}
	if x.run != nil {
		if err := x.h.Runs.Decide(ctx, x.run, x.ask, ids, part); err != nil {
			return err
		}
		return give(some, lines, yield)
	}
	all, err := x.h.Decider.DecideMany(ctx, x.ask, ids)
	if err != nil {
		return err
	}
	for i := range all {
		lines = append(lines, linesOf(&all[i])...)
	}
	return give(some, lines, yield)
}

// give yields lines beside their clients.
func give(rows []client.Row, lines []batchLine, yield func(batchRow) error) error {
	at := make(map[id.ID]client.Row, len(rows))
	for _, r := range rows {
		at[r.ID] = r
	}
	for _, l := range lines {
		if err := yield(batchRow{at[l.ClientID], l}); err != nil {
			return err
		}
	}
	return nil
}

// pack and unpack write and read lines as a part of a run holds them.
func pack(lines []batchLine) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(lines); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

func unpack(held []byte) (lines []batchLine, err error) {
	z, err := gzip.NewReader(bytes.NewReader(held))
	if err != nil {
		return nil, err
	}
	return lines, json.NewDecoder(z).Decode(&lines)
}
