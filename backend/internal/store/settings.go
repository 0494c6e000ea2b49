package store

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Setting reads a named value; version 0 where there is none.
func (s Accounts) Setting(ctx context.Context, name string) (string, int64, error) {
	var row struct {
		Value   string
		Version int64
	}
	err := s.conn(ctx).Raw("SELECT value, version FROM setting WHERE name = ?", name).Scan(&row).Error
	return row.Value, row.Version, err
}

// PutSetting writes a named value if its version is still the given one.
func (s Accounts) PutSetting(ctx context.Context, name, value string, version int64) error {
	now := s.clock.Now()
	if version == 0 {
		_, err := s.exec(ctx, "INSERT INTO setting (name, value, version, updated_at) VALUES (?, ?, 1, ?)", name, value, now)
		if err != nil && s.dialect.duplicate(err) {
			return fault.Stale("setting")
		}
		return err
	}
	n, err := s.exec(ctx, "UPDATE setting SET value = ?, version = ?, updated_at = ? WHERE name = ? AND version = ?", value, version+1, now, name, version)
	if err == nil && n == 0 {
		return fault.Stale("setting")
	}
	return err
}

// HasOrders says whether any order is stored.
func (s Accounts) HasOrders(ctx context.Context) (bool, error) {
	var n int64
	err := s.conn(ctx).Raw("SELECT COUNT(*) FROM (SELECT id FROM sales_order LIMIT 1) t").Scan(&n).Error
	return n > 0, err
}

var divisionList = lister[account.Division]{
	idColumn: "id", id: func(d account.Division) id.ID { return d.ID }, standard: "code",
	sorts: map[string]sortBy[account.Division]{"code": {"code", func(d account.Division) any { return d.Code }}},
}

// Division gives one division.
func (s Accounts) Division(ctx context.Context, id id.ID) (account.Division, error) {
	var d account.Division
	return d, s.fail(s.conn(ctx).Where("id = ?", id).Take(&d).Error, "division")
}

// Divisions lists divisions.
func (s Accounts) Divisions(ctx context.Context, w page.Window) (page.List[account.Division], error) {
	return divisionList.read(ctx, s.DB, s.conn(ctx).Model(&account.Division{}), w)
}

// DivisionsByCode gives divisions by code.
func (s Accounts) DivisionsByCode(ctx context.Context, codes []string) (map[string]account.Division, error) {
	out := make(map[string]account.Division, len(codes))
	err := chunks(codes, maxBatch, func(part []string) error {
		var rows []account.Division
		err := s.conn(ctx).Where("code IN ?", part).Find(&rows).Error
		for _, d := range rows {
			out[d.Code] = d
		}
		return err
	})
	return out, err
}

// CreateDivision writes a new division.
func (s Accounts) CreateDivision(ctx context.Context, d account.Division) (account.Division, error) {
	now := s.clock.Now()
	d.ID, d.Version, d.CreatedAt, d.UpdatedAt = s.ids.Next(), 1, now, now
	err := s.conn(ctx).Create(&d).Error
	if err != nil && s.dialect.duplicate(err) {
		return d, fault.Invalid(fault.Field{Path: "code", Code: "taken", Message: "belongs to another division"})
	}
	return d, err
}

// UpdateDivision writes a division whose stored version is still the given one.
func (s Accounts) UpdateDivision(ctx context.Context, d account.Division, version int64) (account.Division, error) {
	d.Version, d.UpdatedAt = version+1, s.clock.Now()
	return d, s.replace(ctx, &d, "division", version)
}

var _ interface {
	account.Settings
	account.DivisionStore
} = Accounts{}
