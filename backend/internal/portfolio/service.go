package portfolio

import (
	"context"
	"encoding/json"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/page"
)

// Store keeps runs and figures and reads facts.
type Store interface {
	RecordStore
	DossierStore
	// Snapshot runs fn on one consistent view of the database, for reading.
	Snapshot(ctx context.Context, fn func(ctx context.Context) error) error
	// Orders calls yield for every counted order up to a day, in order of client and day, anonymous sales first. The reporting currency is given.
	Orders(ctx context.Context, asOf clock.Day, currency string, yield func(OrderFact) error) error
	// OrdersOf gives those of some clients (≤ 1,000), in the same order.
	OrdersOf(ctx context.Context, asOf clock.Day, currency string, clients []id.ID) ([]OrderFact, error)
	// Lines calls yield for every line of every order, counted or not, an order's together, in the order of the orders' ids.
	Lines(ctx context.Context, yield func(SoldLine) error) error
	// LinesOf gives what some clients (≤ 1,000) bought with each order in each category, in no order. Amounts are in the given currency.
	LinesOf(ctx context.Context, asOf clock.Day, currency string, clients []id.ID) ([]LineFact, error)
	Categories(ctx context.Context) ([]Category, error)
	// Divisions gives the divisions that have figures.
	Divisions(ctx context.Context) ([]id.ID, error)
	// FirstSaleDay gives the day of the first counted sale to a client, nil where there is none.
	FirstSaleDay(ctx context.Context) (*clock.Day, error)
	NewestOrderDay(ctx context.Context) (*clock.Day, error)

	Run(ctx context.Context, id id.ID) (Run, error)
	Runs(ctx context.Context, w page.Window) (page.List[Run], error)
	Current(ctx context.Context) (Run, error)
	// RunOfJob gives the run that a job published; fault not_found where it has published none.
	RunOfJob(ctx context.Context, job id.ID) (Run, error)
	CreateRun(ctx context.Context, r Run) (Run, error)
	// FinishRun writes how a run ended that is still under way.
	FinishRun(ctx context.Context, r Run) error
	// Figures gives the figures of a division that readers of a run see, in order of client, those after a client, at most limit, in into.
	Figures(ctx context.Context, division id.ID, run int64, after id.ID, limit int, into []Figure) ([]Figure, error)
	// FiguresOf gives the company figures of some clients (≤ 1,000) that readers of a run see.
	FiguresOf(ctx context.Context, run int64, clients []id.ID) (map[id.ID]Figure, error)
	// WriteFigures closes the open rows of some clients and opens new ones, as of a run; fault conflict (run_over) where it is no longer
	// under way, as for PutReports and Publish.
	WriteFigures(ctx context.Context, division id.ID, run int64, closed []id.ID, opened []Figure) error
	// Room runs fn, which writes many figures, with more of the database held in memory.
	Room(ctx context.Context, fn func() error) error
	// PutReports stores the reports of a scope that say something else than those readers see, as of a run.
	PutReports(ctx context.Context, run int64, division id.ID, reports map[ReportName]string) error
	// Report gives a report as readers of a run see it; fault not_found where the run has none of that name.
	Report(ctx context.Context, run int64, division id.ID, name string) (string, error)
	// Prune removes runs that began before a time, with the figures and reports that only their readers see.
	Prune(ctx context.Context, before time.Time) error
	// Prospects counts the clients that have no sale by a run, published or not yet; how many have one is given.
	Prospects(ctx context.Context, run, buyers int64) (int64, error)
	// Publish shows a run to readers, with its computed segments' counts.
	Publish(ctx context.Context, r Run, classes []ClassCount) error
	// Sweep ends the runs that are under way, and removes what runs that were never published have written.
	Sweep(ctx context.Context) error
	// History gives a client's figures over runs, newest first, at most limit.
	History(ctx context.Context, client id.ID, limit int) ([]Past, error)
	// Live gives a client's figures since the published run; fault not_found where there are none.
	Live(ctx context.Context, client id.ID) (Figure, error)
	// WriteLive overwrites the live figures of some clients, and removes those of clients to whom nothing has happened since the run.
	WriteLive(ctx context.Context, run int64, figures []Figure, settled []id.ID) error
	DropLive(ctx context.Context, before int64) error
}

// ClassCount is the size of one computed segment.
type ClassCount struct {
	Measure, Value string
	Clients        int64
}

// Past is a client's figures in one stretch of runs; To is 0 while it lasts.
type Past struct {
	Figure
	From, To int64
	AsOf     clock.Day
}

// SettingStore keeps named settings.
type SettingStore interface {
	Setting(ctx context.Context, name string) (value string, version int64, err error)
	PutSetting(ctx context.Context, name, value string, version int64) error
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Service is the use cases of the portfolio.
type Service struct {
	store    Store
	settings SettingStore
	tx       event.Tx
	outbox   event.Outbox
	queue    job.Queue
	clock    clock.Clock
	orgs     Organisations
}

// Deps is what the service stands on.
type Deps struct {
	Store    Store
	Settings SettingStore
	Tx       event.Tx
	Outbox   event.Outbox
	Queue    job.Queue
	Clock    clock.Clock
	Orgs     Organisations
}

// NewService gives the service.
func NewService(d Deps) *Service {
	return &Service{store: d.Store, settings: d.Settings, tx: d.Tx, outbox: d.Outbox, queue: d.Queue, clock: d.Clock, orgs: d.Orgs}
}

// JobKind is the kind of the job that runs the portfolio.
const JobKind = "portfolio.run"

// Settings gives the stored settings and their version, the default ones until somebody changed them.
func (s *Service) Settings(ctx context.Context) (Settings, int64, error) {
	text, version, err := s.settings.Setting(ctx, "portfolio")
	if err != nil {
		return Settings{}, 0, err
	}
	v := DefaultSettings()
	if text != "" {
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			return v, version, fault.Wrap(fault.KindInternal, "", "", err)
		}
	}
	return v, version, nil
}

// PutSettings changes the settings of the runs to come.
func (s *Service) PutSettings(ctx context.Context, v Settings, version int64) (Settings, int64, error) {
	v.Complete()
	if err := v.Validate(); err != nil {
		return v, 0, err
	}
	b, err := json.Marshal(v)
	if err != nil {
		return v, 0, err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error { return s.settings.PutSetting(ctx, "portfolio", string(b), version) })
	return v, version + 1, err
}

// Start queues a run.
func (s *Service) Start(ctx context.Context, by account.Actor, p Params) (job.Job, error) {
	if p.Trigger == "" {
		p.Trigger = "manual"
	}
	p.By = by.ID
	if err := s.notAhead(ctx, p.AsOf); err != nil {
		return job.Job{}, err
	}
	var j job.Job
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		j, err = s.queue.Enqueue(ctx, job.New(JobKind, "portfolio", "portfolio_run", 0, p, by.ID))
		return err
	})
	return j, err
}

// notAhead refuses a day that lies in the future; tomorrow has begun somewhere.
func (s *Service) notAhead(ctx context.Context, asOf *clock.Day) error {
	if asOf == nil {
		return nil
	}
	today, err := s.today(ctx)
	if err == nil && *asOf > today+1 {
		return fault.Invalid(fault.Field{Path: "as_of", Code: "future", Message: "must not lie in the future"})
	}
	return err
}

func (s *Service) today(ctx context.Context) (clock.Day, error) {
	org, err := s.orgs.Get(ctx)
	return clock.DayOf(s.clock.Now(), org.Zone()), err
}

// Suggestion proposes a day for a run: today, or the day after the newest order when that is more than 60 days old.
func (s *Service) Suggestion(ctx context.Context) (Suggestion, error) {
	var v Suggestion
	var err error
	if v.AsOf, err = s.today(ctx); err != nil {
		return v, err
	}
	v.Newest, err = s.store.NewestOrderDay(ctx)
	if err == nil && v.Newest != nil && v.AsOf-*v.Newest > staleAfter {
		v.AsOf, v.Stale = *v.Newest+1, true
	}
	return v, err
}

// staleAfter is how many days without an order make a base stale.
const staleAfter = 60

// Suggestion is a day for the next run, the day of the newest counted order (nil where there is none), and whether that is long ago.
type Suggestion struct {
	AsOf   clock.Day
	Newest *clock.Day
	Stale  bool
}

// Current gives the published run and its summary; fault not_found before the first.
func (s *Service) Current(ctx context.Context) (Run, Summary, error) {
	r, err := s.store.Current(ctx)
	if err != nil {
		return r, Summary{}, err
	}
	v, err := r.summary()
	return r, v, err
}

// Run gives one run and its summary.
func (s *Service) Run(ctx context.Context, v id.ID) (Run, Summary, error) {
	r, err := s.store.Run(ctx, v)
	if err != nil {
		return r, Summary{}, err
	}
	sum, err := r.summary()
	return r, sum, err
}

// Runs lists runs, newest first.
func (s *Service) Runs(ctx context.Context, w page.Window) (page.List[Run], error) {
	return s.store.Runs(ctx, w)
}

func (r Run) summary() (Summary, error) {
	var v Summary
	if r.Summary == "" {
		return v, nil
	}
	err := json.Unmarshal([]byte(r.Summary), &v)
	return v, err
}

// UsedSettings gives the settings that a run was made with.
func (r Run) UsedSettings() (Settings, error) {
	v := DefaultSettings()
	err := json.Unmarshal([]byte(r.Settings), &v)
	return v, err
}

// Card is everything about one client's value: the published figures, what has happened since, and the past.
type Card struct {
	Run     *Run
	Live    *Figure // nil when nothing has happened since the run; classes are provisional
	History []Past  // newest first; the first one is the published one when its To is 0
}

// Card gives a client's value card.
func (s *Service) Card(ctx context.Context, client id.ID) (Card, error) {
	var c Card
	r, err := s.store.Current(ctx)
	switch {
	case err == nil:
		c.Run = &r
	case !fault.Is(err, fault.KindNotFound):
		return c, err
	}
	f, err := s.store.Live(ctx, client)
	switch {
	case err == nil:
		c.Live = &f
	case !fault.Is(err, fault.KindNotFound):
		return c, err
	}
	c.History, err = s.store.History(ctx, client, 60)
	return c, err
}
