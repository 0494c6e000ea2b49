package store

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/intake"
	"clientele/internal/page"
)

// Imports keeps imports of files, their rejected lines and saved mappings.
type Imports struct{ *DB }

// NewImports gives the imports of a database.
func NewImports(db *DB) Imports { return Imports{db} }

var importList = lister[intake.Row]{
	idColumn: "i.id", id: func(r intake.Row) id.ID { return r.ID }, standard: "-created_at",
	sorts: map[string]sortBy[intake.Row]{"created_at": {"i.id", func(r intake.Row) any { return r.ID }}},
}

// importRows selects imports with their file's size and their job's state.
func (s Imports) importRows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("import_batch i").Joins("LEFT JOIN stored_file f ON f.id = i.file_id").Joins("LEFT JOIN job j ON j.id = i.job_id").
		Select(`i.*, COALESCE(f.size, 0) AS file_size, COALESCE(j.state, '') AS job_state, COALESCE(j.progress_done, 0) AS progress_done,
			COALESCE(j.progress_total, 0) AS progress_total, COALESCE(j.error_detail, '') AS job_error`)
}

// ByID gives one import.
func (s Imports) ByID(ctx context.Context, v id.ID) (intake.Row, error) {
	var r intake.Row
	return r, s.fail(s.importRows(ctx).Where("i.id = ?", v).Take(&r).Error, "import")
}

// List gives imports, newest first.
func (s Imports) List(ctx context.Context, f intake.Filter, w page.Window) (page.List[intake.Row], error) {
	return importList.read(ctx, s.DB, anyOf(anyOf(s.importRows(ctx), "i.state", f.States), "i.preset", f.Presets), w)
}

// Create writes a new import.
func (s Imports) Create(ctx context.Context, i intake.Import) (intake.Import, error) {
	now := s.clock.Now()
	i.ID, i.Version, i.CreatedAt, i.UpdatedAt = s.ids.Next(), 1, now, now
	return i, s.fail(s.conn(ctx).Create(&i).Error, "import")
}

// Replace writes an import whose stored version is still the given one.
func (s Imports) Replace(ctx context.Context, i intake.Import, version int64) (intake.Import, error) {
	i.Version, i.UpdatedAt = version+1, s.clock.Now()
	return i, s.replace(ctx, &i, "import", version)
}

var rejectTable = columns("import_reject", "import_id,line,code,field,reason,raw", "import_id,line", "code,field,reason,raw")

// PutRejects writes rejected lines; one that is there already is overwritten.
func (s Imports) PutRejects(ctx context.Context, v id.ID, rejects []intake.Reject) error {
	return s.insertRows(ctx, rejectTable, true, len(rejects), func(i int, dst []any) {
		r := rejects[i]
		raw, _ := json.Marshal(r.Raw)
		dst[0], dst[1], dst[2], dst[3], dst[4], dst[5] = int64(v), r.Line, page.Cut(r.Code, 64), page.Cut(r.Field, 64), r.Reason, string(raw)
	})
}

// Rejects gives at most limit rejected lines after a line, in order of line.
func (s Imports) Rejects(ctx context.Context, v id.ID, after int64, limit int) ([]intake.Reject, error) {
	var rows []struct {
		Line                int64
		Code, Field, Reason string
		Raw                 string
	}
	err := s.conn(ctx).Raw("SELECT line, code, field, reason, raw FROM import_reject WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?", v, after, limit).Scan(&rows).Error
	out := make([]intake.Reject, len(rows))
	for i, r := range rows {
		out[i] = intake.Reject{Line: r.Line, Code: r.Code, Field: r.Field, Reason: r.Reason}
		if e := json.Unmarshal([]byte(r.Raw), &out[i].Raw); e != nil && err == nil {
			err = e
		}
	}
	return out, err
}

// DropRejects deletes at most limit rejected lines and gives how many.
func (s Imports) DropRejects(ctx context.Context, v id.ID, limit int) (int64, error) {
	var lines []int64
	err := s.conn(ctx).Raw("SELECT line FROM import_reject WHERE import_id = ? ORDER BY line LIMIT ?", v, limit).Scan(&lines).Error
	if err != nil || len(lines) == 0 {
		return 0, err
	}
	return s.exec(ctx, "DELETE FROM import_reject WHERE import_id = ? AND line <= ?", v, lines[len(lines)-1])
}

var mappingList = lister[intake.Mapping]{
	idColumn: "id", id: func(m intake.Mapping) id.ID { return m.ID }, standard: "-created_at",
	sorts: map[string]sortBy[intake.Mapping]{"created_at": {"id", func(m intake.Mapping) any { return m.ID }}},
}

// Mapping gives one saved mapping.
func (s Imports) Mapping(ctx context.Context, v id.ID) (intake.Mapping, error) {
	var m intake.Mapping
	return m, s.fail(s.conn(ctx).Where("id = ?", v).Take(&m).Error, "import_mapping")
}

// MappingByName gives the saved mapping of a preset with a name.
func (s Imports) MappingByName(ctx context.Context, preset, name string) (intake.Mapping, error) {
	var m intake.Mapping
	return m, s.fail(s.conn(ctx).Where("preset = ? AND name = ?", preset, name).Take(&m).Error, "import_mapping")
}

// Mappings lists saved mappings, those of one preset where it is named.
func (s Imports) Mappings(ctx context.Context, preset string, w page.Window) (page.List[intake.Mapping], error) {
	q := s.conn(ctx).Model(&intake.Mapping{})
	if preset != "" {
		q = q.Where("preset = ?", preset)
	}
	return mappingList.read(ctx, s.DB, q, w)
}

// CreateMapping writes a new mapping; a taken name is invalid.
func (s Imports) CreateMapping(ctx context.Context, m intake.Mapping) (intake.Mapping, error) {
	now := s.clock.Now()
	m.ID, m.Version, m.CreatedAt, m.UpdatedAt = s.ids.Next(), 1, now, now
	return m, s.nameTaken(s.conn(ctx).Create(&m).Error)
}

// ReplaceMapping writes a mapping whose stored version is still the given one.
func (s Imports) ReplaceMapping(ctx context.Context, m intake.Mapping, version int64) (intake.Mapping, error) {
	m.Version, m.UpdatedAt = version+1, s.clock.Now()
	return m, s.nameTaken(s.replace(ctx, &m, "import_mapping", version))
}

func (s Imports) nameTaken(err error) error {
	if err != nil && (s.dialect.duplicate(err) || fault.Code(err) == "import_mapping_exists") {
		return fault.Invalid(fault.Field{Path: "name", Code: "taken", Message: "belongs to another mapping of this preset"})
	}
	return err
}

// DeleteMapping deletes a mapping.
func (s Imports) DeleteMapping(ctx context.Context, v id.ID) error {
	n, err := s.exec(ctx, "DELETE FROM import_mapping WHERE id = ?", v)
	if err == nil && n == 0 {
		return fault.NotFound("import_mapping")
	}
	return err
}

var (
	_ intake.Store = Imports{}
	_ intake.Files = Files{}
)
