package store

import (
	"context"
	"database/sql"
	"sync"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// Decisions reads what decisions need and records what was proposed.
type Decisions struct {
	Offers
	mu    sync.Mutex
	facts *sql.Stmt
}

// NewDecisions gives the decisions of a database.
func NewDecisions(db *DB) *Decisions { return &Decisions{Offers: Offers{db}} }

// Snapshot gives what a catalogue is made of.
func (s *Decisions) Snapshot(ctx context.Context) (offer.Snapshot, error) {
	var out offer.Snapshot
	if err := s.conn(ctx).Where("state <> 'archived'").Order("id").Find(&out.Offers).Error; err != nil {
		return out, err
	}
	if err := s.loadParts(ctx, out.Offers); err != nil {
		return out, err
	}
	if err := s.conn(ctx).Order("id").Find(&out.Placements).Error; err != nil {
		return out, err
	}
	if err := s.conn(ctx).Where("state = 'active'").Order("id").Find(&out.Segments).Error; err != nil {
		return out, err
	}
	if err := s.conn(ctx).Where("state = 'active'").Order("id").Find(&out.Collections).Error; err != nil {
		return out, err
	}
	var err error
	if out.Strategies, err = s.ActiveStrategies(ctx); err != nil {
		return out, err
	}
	out.Limits, err = s.readLimits(ctx)
	return out, err
}

// ClientByKey gives the client with a source's reference.
func (s *Decisions) ClientByKey(ctx context.Context, k offer.Key) (id.ID, error) {
	found, err := s.ClientIDs(ctx, k.Source, []string{k.Reference})
	if v, ok := found[k.Reference]; ok {
		return v, err
	}
	if err != nil {
		return 0, err
	}
	return 0, fault.NotFound("client")
}

var _ offer.DecisionStore = &Decisions{}
