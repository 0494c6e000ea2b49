package job

import (
	"context"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Store keeps jobs.
type Store interface {
	ByID(ctx context.Context, id id.ID) (Job, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Job], error)
	RequestCancel(ctx context.Context, id id.ID) error
}

// Filter narrows a list of jobs; empty fields do not narrow.
type Filter struct {
	States []string
	Kinds  []string
}

// Service lists jobs and asks them to stop.
type Service struct {
	store Store
	tx    event.Tx
}

// NewService gives the service over a store.
func NewService(store Store, tx event.Tx) *Service { return &Service{store: store, tx: tx} }

// ByID gives one job; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, id id.ID) (Job, error) { return s.store.ByID(ctx, id) }

// List gives jobs, newest first.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Job], error) {
	return s.store.List(ctx, f, w)
}

// Cancel asks a job to stop: a waiting one never starts, a running one stops at its next step. A job that has ended stays as it is.
func (s *Service) Cancel(ctx context.Context, id id.ID) (Job, error) {
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.ByID(ctx, id); err != nil {
			return err
		}
		return s.store.RequestCancel(ctx, id)
	})
	if err != nil {
		return Job{}, err
	}
	return s.store.ByID(ctx, id)
}
