package product

import (
	"context"
	"errors"
	"slices"
	"strings"

	"clientele/internal/fault"
)

// CategoryUpsert is one category in a bulk request; nil fields keep their value. Parent is the code of the category above, which is
// there already or is another row of the same request, wherever it stands.
type CategoryUpsert struct {
	Code          string
	Name          *string
	Parent        *string
	RenewalMonths *int64
}

// UpsertCategories creates or changes up to 1,000 categories by code in one transaction; each row succeeds or fails on its own, and one
// whose parent fails has no parent. Rows that change nothing write nothing.
func (s *Service) UpsertCategories(ctx context.Context, rows []CategoryUpsert) ([]Result, error) {
	if len(rows) > 1000 {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	var out []Result
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]Result, len(rows))
		known, err := s.store.CategoriesByCode(ctx, codesOf(rows))
		if err != nil {
			return err
		}
		waiting := map[string]int{}
		for _, r := range rows {
			waiting[r.Code]++
		}
		for moved := true; moved; {
			moved = false
			for i, r := range rows {
				if out[i].Status != "" || r.waits(known, waiting) {
					continue
				}
				if out[i], err = s.upsertCategory(ctx, r, known); err != nil {
					return err
				}
				waiting[r.Code]--
				moved = true
			}
		}
		for i := range out {
			if out[i].Status == "" {
				out[i] = Result{Status: "failed", Err: badParent("circular", "must not be below this category")}
			}
		}
		return s.moved(ctx, slices.ContainsFunc(out, func(r Result) bool { return r.Status == "updated" }))
	})
	return out, err
}

func codesOf(rows []CategoryUpsert) []string {
	seen := map[string]bool{}
	var out []string
	for i := range rows {
		rows[i].Code = strings.TrimSpace(rows[i].Code)
		for _, code := range []string{rows[i].Code, rows[i].above()} {
			if code != "" && !seen[code] {
				seen[code] = true
				out = append(out, code)
			}
		}
	}
	return out
}

// above gives the parent's code, empty where the row names none.
func (r CategoryUpsert) above() string {
	if r.Parent == nil {
		return ""
	}
	return strings.TrimSpace(*r.Parent)
}

// waits says whether the parent is still to come in the same request.
func (r CategoryUpsert) waits(known map[string]Category, waiting map[string]int) bool {
	above := r.above()
	_, there := known[above]
	return above != "" && !there && above != r.Code && waiting[above] > 0
}

func badParent(code, message string) error {
	return fault.Invalid(fault.Field{Path: "parent_id", Code: code, Message: message})
}

func (s *Service) upsertCategory(ctx context.Context, r CategoryUpsert, known map[string]Category) (Result, error) {
	old, exists := known[r.Code]
	c, err := r.over(old, known)
	if err == nil {
		err = c.Validate()
	}
	if err == nil && exists && same(c, old) {
		return Result{Status: "unchanged", ID: c.ID}, nil
	}
	if err == nil {
		err = s.checkParents(ctx, c)
	}
	if err != nil {
		if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind == fault.KindInvalid {
			return Result{Status: "failed", Err: err}, nil
		}
		return Result{}, err
	}
	status := "created"
	if exists {
		status = "updated"
		c, err = s.store.ReplaceCategory(ctx, c, old.Version)
	} else {
		c, err = s.store.CreateCategory(ctx, c)
	}
	known[r.Code] = c
	return Result{Status: status, ID: c.ID}, err
}

// over gives the category with what the row says of it.
func (r CategoryUpsert) over(c Category, known map[string]Category) (Category, error) {
	c.Code = r.Code
	if r.Name != nil {
		c.Name = *r.Name
	}
	if r.RenewalMonths != nil {
		c.RenewalMonths = r.RenewalMonths
	}
	if above := r.above(); above != "" {
		parent, ok := known[above]
		switch {
		case above == r.Code:
			return c, badParent("self", "must be another category")
		case !ok:
			return c, badParent("unknown", "is not a category")
		}
		c.ParentID = &parent.ID
	}
	c.Complete()
	return c, nil
}

func same(a, b Category) bool {
	return a.Name == b.Name && a.State == b.State && equal(a.ParentID, b.ParentID) && equal(a.RenewalMonths, b.RenewalMonths)
}
