package account

import (
	"context"
	"strings"

	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/page"
)

// The states of a division.
const (
	DivisionActive   = "active"
	DivisionArchived = "archived"
)

// DivisionService is the use cases of divisions.
type DivisionService struct {
	store DivisionStore
	tx    event.Tx
}

// NewDivisionService gives the service over a store.
func NewDivisionService(store DivisionStore, tx event.Tx) *DivisionService {
	return &DivisionService{store: store, tx: tx}
}

// ByID gives one division; fault not_found where there is none.
func (s *DivisionService) ByID(ctx context.Context, v id.ID) (Division, error) {
	return s.store.Division(ctx, v)
}

// List gives divisions in order of code, archived ones too.
func (s *DivisionService) List(ctx context.Context, w page.Window) (page.List[Division], error) {
	return s.store.Divisions(ctx, w)
}

// Create adds a division; a taken code is invalid.
func (s *DivisionService) Create(ctx context.Context, d Division) (Division, error) {
	d.Code, d.Name, d.State = strings.TrimSpace(d.Code), strings.TrimSpace(d.Name), DivisionActive
	if err := d.Validate(); err != nil {
		return d, err
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		d, err = s.store.CreateDivision(ctx, d)
		return err
	})
	return d, err
}

// Replace changes the name of a division; its code stays, because files and orders name it by that.
func (s *DivisionService) Replace(ctx context.Context, v id.ID, name string, version int64) (Division, error) {
	return s.change(ctx, v, version, func(d *Division) { d.Name = strings.TrimSpace(name) })
}

// SetState archives a division or brings it back; its orders stay.
func (s *DivisionService) SetState(ctx context.Context, v id.ID, state string) (Division, error) {
	return s.change(ctx, v, 0, func(d *Division) { d.State = state })
}

func (s *DivisionService) change(ctx context.Context, v id.ID, version int64, edit func(*Division)) (d Division, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if d, err = s.store.Division(ctx, v); err != nil {
			return err
		}
		read := version
		if read == 0 {
			read = d.Version
		}
		edit(&d)
		if err := d.Validate(); err != nil {
			return err
		}
		d, err = s.store.UpdateDivision(ctx, d, read)
		return err
	})
	return d, err
}
