package account

import (
	"context"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// DivisionUpsert is one division in a bulk request; without a name it keeps its own, or takes its code.
type DivisionUpsert struct {
	Code string
	Name *string
}

// DivisionResult is what became of one row: created, updated, unchanged, or failed with Err.
type DivisionResult struct {
	Status string
	ID     id.ID
	Err    error
}

// Upsert creates or renames up to 1,000 divisions by code in one transaction; each row succeeds or fails on its own. Archived ones stay
// archived. Rows that change nothing write nothing.
func (s *DivisionService) Upsert(ctx context.Context, rows []DivisionUpsert) ([]DivisionResult, error) {
	if len(rows) > 1000 {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	var out []DivisionResult
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]DivisionResult, len(rows))
		codes := make([]string, len(rows))
		for i := range rows {
			rows[i].Code = strings.TrimSpace(rows[i].Code)
			codes[i] = rows[i].Code
		}
		known, err := s.store.DivisionsByCode(ctx, codes)
		if err != nil {
			return err
		}
		for i, r := range rows {
			if out[i], err = s.upsert(ctx, r, known); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (s *DivisionService) upsert(ctx context.Context, r DivisionUpsert, known map[string]Division) (DivisionResult, error) {
	old, exists := known[r.Code]
	d := old
	if !exists {
		d = Division{Code: r.Code, Name: r.Code, State: DivisionActive}
	}
	if r.Name != nil && strings.TrimSpace(*r.Name) != "" {
		d.Name = strings.TrimSpace(*r.Name)
	}
	if err := d.Validate(); err != nil {
		return DivisionResult{Status: "failed", Err: err}, nil //nolint:nilerr // it is told in the result, beside those of other rows
	}
	if exists && d.Name == old.Name {
		return DivisionResult{Status: "unchanged", ID: d.ID}, nil
	}
	status := "created"
	var err error
	if exists {
		status = "updated"
		d, err = s.store.UpdateDivision(ctx, d, old.Version)
	} else {
		d, err = s.store.CreateDivision(ctx, d)
	}
	known[r.Code] = d
	return DivisionResult{Status: status, ID: d.ID}, err
}
