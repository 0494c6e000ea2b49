package intake

import (
	"context"
	"io"
	"path"
	"strings"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/page"
)

// Store keeps imports, their rejected lines and saved mappings.
type Store interface {
	ByID(ctx context.Context, id id.ID) (Row, error)
	List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error)
	Create(ctx context.Context, i Import) (Import, error)
	// Replace writes an import whose stored version is still the given one.
	Replace(ctx context.Context, i Import, version int64) (Import, error)
	// PutRejects writes rejected lines; one that is there already is overwritten.
	PutRejects(ctx context.Context, v id.ID, rejects []Reject) error
	// Rejects gives at most limit rejected lines after a line, in order of line.
	Rejects(ctx context.Context, v id.ID, after int64, limit int) ([]Reject, error)
	// DropRejects deletes at most limit rejected lines and gives how many.
	DropRejects(ctx context.Context, v id.ID, limit int) (int64, error)
	Mapping(ctx context.Context, id id.ID) (Mapping, error)
	MappingByName(ctx context.Context, preset, name string) (Mapping, error)
	Mappings(ctx context.Context, preset string, w page.Window) (page.List[Mapping], error)
	CreateMapping(ctx context.Context, m Mapping) (Mapping, error)
	ReplaceMapping(ctx context.Context, m Mapping, version int64) (Mapping, error)
	DeleteMapping(ctx context.Context, id id.ID) error
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Canceller asks a job to stop.
type Canceller interface {
	Cancel(ctx context.Context, id id.ID) (job.Job, error)
}

// Service is the use cases of imports.
type Service struct {
	store Store
	files Files
	to    Targets
	queue job.Queue
	jobs  Canceller
	tx    event.Tx
	clock clock.Clock
	orgs  Organisations
}

// NewService gives the service over a store.
func NewService(store Store, files Files, to Targets, queue job.Queue, jobs Canceller, tx event.Tx, c clock.Clock, orgs Organisations) *Service {
	return &Service{store: store, files: files, to: to, queue: queue, jobs: jobs, tx: tx, clock: c, orgs: orgs}
}

// ByID gives one import; fault not_found where there is none.
func (s *Service) ByID(ctx context.Context, v id.ID) (Row, error) { return s.store.ByID(ctx, v) }

// List gives imports, newest first.
func (s *Service) List(ctx context.Context, f Filter, w page.Window) (page.List[Row], error) {
	return s.store.List(ctx, f, w)
}

// Upload stores a file, finds out how it is written and proposes how to read it. fault invalid where it is no table.
func (s *Service) Upload(ctx context.Context, by account.Actor, name string, r io.Reader) (Row, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Row{}, err
	}
	name = cut(path.Base(strings.ReplaceAll(name, `\`, "/")), 255)
	file, _, err := s.files.Save(ctx, name, "application/octet-stream", r, nil)
	if err != nil {
		return Row{}, err
	}
	d, err := Detect(ctx, s.files, file, org)
	if err != nil {
		_ = s.files.Delete(context.WithoutCancel(ctx), file)
		return Row{}, err
	}
	settings := Settings{Preset: d.Preset, Mapping: d.Mapping}
	i := Import{FileID: file, FileName: name, Preset: d.Preset, Detected: encode(d), Settings: encode(settings), State: Draft, Checkpoint: "{}", Counts: "{}", CreatedBy: by.ID}
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		i, err = s.store.Create(ctx, i)
		return err
	})
	if err != nil {
		return Row{}, err
	}
	return s.store.ByID(ctx, i.ID)
}

// Put sets how the file is read; options that change how it is cut (delimiter, encoding, quotes, header, sheet) are applied to it at once,
// so that its columns are named anew. A mapping that is nil is proposed. The import starts from the beginning again. Columns that are
// still missing are said at the start, not here.
func (s *Service) Put(ctx context.Context, v id.ID, set Settings, version int64) (Row, error) {
	i, err := s.store.ByID(ctx, v)
	if err != nil {
		return i, err
	}
	if i.Version != version {
		return i, fault.Stale("import")
	}
	if i.Busy() {
		return i, busy()
	}
	if err := set.Options.Validate(); err != nil {
		return i, err
	}
	p, err := PresetOf(set.Preset)
	if err != nil {
		return i, noPreset()
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return i, err
	}
	d, err := detect(ctx, s.files, i.FileID, org, set.Options)
	if err != nil {
		return i, err
	}
	set.Preset = p.Code
	if set.Mapping == nil {
		set.Mapping = p.propose(d.columnNames())
	}
	if err := known(p, d, set.Mapping); err != nil {
		return i, err
	}
	next := i.Import
	next.Preset, next.Detected, next.Settings, next.State, next.Checkpoint, next.Counts, next.FinishedAt = p.Code, encode(d), encode(set), Draft, "{}", "{}", nil
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		_, err := s.store.Replace(ctx, next, version)
		return err
	})
	if err != nil {
		return i, err
	}
	return s.store.ByID(ctx, v)
}

func busy() error {
	return fault.Conflict("import_running", "The import is running; cancel it first.")
}

// known checks that a mapping speaks of fields and columns that exist.
func known(p Preset, d Detected, mapping map[string]string) error {
	var c fault.Check
	for name, column := range mapping {
		_, ok := p.Field(name)
		c.That(ok, "mapping."+cut(name, 60), "unknown_field", "is not a field of this preset")
		c.That(column == "" || d.index(column) >= 0, "mapping."+cut(name, 60), "unknown_column", "the file has no column "+cut(column, 120))
	}
	return c.Err()
}

// plan reads an import's settings.
func (s *Service) plan(ctx context.Context, i Import) (*plan, error) {
	d, err := decode[Detected](i.Detected)
	if err != nil {
		return nil, err
	}
	set, err := decode[Settings](i.Settings)
	if err != nil {
		return nil, err
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	return newPlan(d, set, org)
}

// Rejects hands every rejected line to take, in order of line, a page at a time. header is the names of the file's columns.
func (s *Service) Rejects(ctx context.Context, v id.ID, start func(header []string) error, take func(r Reject) error) error {
	i, err := s.store.ByID(ctx, v)
	if err != nil {
		return err
	}
	if err := i.kept(); err != nil {
		return err
	}
	d, err := decode[Detected](i.Detected)
	if err != nil {
		return err
	}
	if err := start(d.columnNames()); err != nil {
		return err
	}
	for after := int64(0); ; {
		part, err := s.store.Rejects(ctx, v, after, 1000)
		if err != nil || len(part) == 0 {
			return err
		}
		for _, r := range part {
			if err := take(r); err != nil {
				return err
			}
		}
		after = part[len(part)-1].Line
	}
}
