package portfolio

import (
	"context"
	"slices"

	"clientele/internal/id"
)

// dossierBatch is the number of dossiers a transaction, dossierLimit the most bytes of one: a client with more orders than that takes is no
// client, and dossiers are not kept then.
const (
	dossierBatch = 20_000
	dossierLimit = 4 << 20
)

// keep writes the dossiers that have changed and takes away the marks that said so. While it writes nobody trusts them.
func (s *Service) keep(ctx context.Context, run int64, k *keptFacts) error {
	if len(k.marks) == 0 {
		return nil
	}
	for _, d := range k.changed {
		if len(d.Body) > dossierLimit {
			return s.keepNone(ctx, run, k)
		}
	}
	return s.keepWith(ctx, run, k, k.state, func() error {
		for part := range slices.Chunk(k.changed, dossierBatch) {
			if err := s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.PutDossiers(ctx, run, part) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// keepAll writes the dossiers of all clients: their packed orders and lines.
func (s *Service) keepAll(ctx context.Context, run int64, k *keptFacts, orders *packs, lines *lineSet) error {
	size := func(i int) int { return len(orders.at(i)) + len(lines.packs.at(i)) }
	for i := range lines.clients {
		if size(i) > dossierLimit {
			return s.keepNone(ctx, run, k)
		}
	}
	state := DossierState{Clients: int64(len(lines.clients)), ReadDay: k.today}
	return s.keepWith(ctx, run, k, state, func() error {
		after := id.ID(0)
		for from := 0; ; from += dossierBatch {
			to := min(from+dossierBatch, len(lines.clients))
			rows := make([]Dossier, 0, to-from)
			for i := from; i < to; i++ {
				body := make([]byte, 0, size(i))
				rows = append(rows, Dossier{lines.clients[i], append(append(body, orders.at(i)...), lines.packs.at(i)...)})
			}
			upTo := id.ID(1<<63 - 1)
			if to < len(lines.clients) {
				upTo = lines.clients[to-1]
			}
			err := s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.ReplaceDossiers(ctx, run, after, upTo, rows) })
			if err != nil || to == len(lines.clients) {
				return err
			}
			after = upTo
		}
	})
}

// keepNone gives up the dossiers.
func (s *Service) keepNone(ctx context.Context, run int64, k *keptFacts) error {
	return s.keepWith(ctx, run, k, DossierState{ReadDay: k.today}, nil)
}

// keepWith writes dossiers and what goes with them; a nil write keeps none.
func (s *Service) keepWith(ctx context.Context, run int64, k *keptFacts, state DossierState, write func() error) error {
	put := func(name string) error {
		state.State = name
		return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.PutDossierState(ctx, run, state) })
	}
	state.Currency, state.Categories, state.Divisions = k.currency, k.categories.ids, k.divisions.ids
	if err := put(DossiersWriting); err != nil {
		return err
	}
	end := "none"
	if write != nil {
		if err := write(); err != nil {
			return err
		}
		end = DossiersReady
	}
	for part := range slices.Chunk(k.marks, 1000) {
		if err := s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.DropOrderMarks(ctx, run, part) }); err != nil {
			return err
		}
	}
	return put(end)
}
