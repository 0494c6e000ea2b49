package app_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/client"
	"clientele/internal/config"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/segment"
)

// people adds so many clients of a city.
func people(t *testing.T, a *app.App, city string, n int) []id.ID {
	t.Helper()
	var out []id.ID
	for part := range slices.Chunk(make([]client.Upsert, n), 1000) {
		for i := range part {
			part[i] = client.Upsert{Key: client.Key{Source: "test", Reference: fmt.Sprintf("%s-%d", city, len(out)+i)}, Fields: client.Fields{Name: ptr(fmt.Sprintf("P%d", len(out)+i)), City: &city}}
		}
		rows, err := a.Services.Clients.Upsert(context.Background(), part)
		must(t, err)
		for _, r := range rows {
			must(t, r.Err)
			out = append(out, r.ID)
		}
	}
	return out
}

// at builds the program, which does not run, on a database and a clock.
func at(t *testing.T, address string, clk *moving) *app.App {
	t.Helper()
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = address, t.TempDir(), "a secret of at least thirty-two characters"
	a, err := app.New(context.Background(), c, app.Options{Log: slog.New(slog.DiscardHandler), Clock: clk, Migrate: true, Ephemeral: true})
	must(t, err)
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// watching is the progress of a rebuild that is stopped at a step.
type watching struct {
	stopAt int
	seen   [][2]int64
}

func (w *watching) Update(_ context.Context, done, total int64, _ string) error {
	w.seen = append(w.seen, [2]int64{done, total})
	if w.stopAt > 0 && len(w.seen) >= w.stopAt {
		return job.ErrCancelled
	}
	return nil
}

// moves counts who ever joined and left a segment.
func moves(t *testing.T, a *app.App, v id.ID) int64 {
	t.Helper()
	l, err := a.Services.Segments.Moves(context.Background(), segment.MoveFilter{Segment: v}, page.Window{Totals: true})
	must(t, err)
	return *l.Total
}

// A rebuild says how far it is, stops when it is asked to with what is written standing, goes on where it was, and writes nothing where nothing differs.
func TestARebuildIsWatchedStoppedAndWritesDifferencesOnly(t *testing.T) {
	ctx := context.Background()
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			clk := &moving{}
			clk.at.Store(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC).UnixMicro())
			a := at(t, fresh(t), clk)
			people(t, a, "Lyon", 2500)
			people(t, a, "Paris", 10)
			rules := a.Services.SegmentRules
			s, err := rules.Create(ctx, account.System, "Lyon", "", rule(`{"field":"client.city","op":"is","value":"lyon"}`))
			must(t, err)
			again, err := rules.Rebuild(ctx, account.System, s.ID)
			must(t, err)
			if again.ID != *s.JobID {
				t.Fatal("a second job was queued beside the one that waits")
			}
			run := func(w *watching) (segment.RebuildResult, error) {
				out, err := rules.Work(ctx, job.New(segment.JobKind, "", "segment", s.ID, segment.RebuildParams{}, 0), w)
				r, _ := out.(segment.RebuildResult)
				return r, err
			}
			members := func() int64 {
				s, err := a.Services.Segments.ByID(ctx, s.ID)
				must(t, err)
				return s.Members
			}
			w := &watching{stopAt: 3}
			if _, err := run(w); !errors.Is(err, job.ErrCancelled) || members() != 1000 || moves(t, a, s.ID) != 1000 {
				t.Fatalf("stopped: %v, %d members, steps %v", err, members(), w.seen)
			}
			w = &watching{}
			if r, err := run(w); err != nil || r.Joined != 1500 || members() != 2500 || moves(t, a, s.ID) != 2500 {
				t.Fatalf("gone on: %+v, %v, %d members", r, err, members())
			}
			if last := w.seen[len(w.seen)-1]; last != [2]int64{1000, 1500} {
				t.Errorf("steps %v", w.seen)
			}
			if r, err := run(&watching{}); err != nil || r.Joined+r.Left != 0 || r.Clients != 2500 || moves(t, a, s.ID) != 2500 {
				t.Errorf("nothing differs: %+v, %v", r, err)
			}
			p, err := rules.Preview(ctx, segment.PreviewAsk{Rule: rule(`{"field":"client.city","op":"is","value":"Paris"}`), Segment: s.ID})
			if err != nil || p.Count != 10 || p.Base != 2510 || len(p.Sample) != 10 {
				t.Fatalf("preview %+v, %v", p, err)
			}
			_, err = rules.Replace(ctx, account.System, s.ID, "Paris", "", rule(`{"field":"client.city","op":"is","value":"Paris"}`), 1)
			must(t, err)
			if r, err := run(&watching{}); err != nil || r.Joined != 10 || r.Left != 2500 || members() != p.Count {
				t.Errorf("replaced: %+v, %v, %d members", r, err, members())
			}
		})
	}
}

// Rules of segments that name each other follow each other; a segment that leads back to itself is refused with the way, one that is named
// cannot be archived.
func TestRulesNameSegments(t *testing.T) {
	ctx := context.Background()
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			b := newBase(t, fresh(t))
			rules := b.Services.SegmentRules
			list, err := b.Services.Segments.CreateStatic(ctx, account.System, "List", "", nil, 0)
			must(t, err)
			named := func(s id.ID) string { return `{"segment":"` + s.String() + `","op":"in"}` }
			one := b.ruled("One", named(list.ID))
			two := b.ruled("Two", `{"not":`+named(one.ID)+`}`)
			if !b.holds(two.ID, b.client.ID) {
				t.Fatal("not outside the empty list")
			}
			_, _, _, err = b.Services.Segments.Change(ctx, list.ID, []id.ID{b.client.ID}, nil)
			must(t, err)
			t.Log(until(t, "the list's new member", func() bool { return b.holds(one.ID, b.client.ID) && !b.holds(two.ID, b.client.ID) }))
			_, err = rules.Replace(ctx, account.System, one.ID, "One", "", rule(`{"all":[`+named(list.ID)+`,`+named(two.ID)+`]}`), 1)
			if e, ok := errors.AsType[*fault.Error](err); !ok || len(e.Fields) != 1 || e.Fields[0].Code != "cycle" || !strings.HasPrefix(e.Fields[0].Path, "rule.root.all[1]") ||
				e.Fields[0].Message != "leads back to itself: One → Two → One" {
				t.Errorf("cycle: %v", err)
			}
			if _, err := rules.SetState(ctx, account.System, one.ID, segment.Archived); fault.Code(err) != "segment_in_use" {
				t.Errorf("archived although it is named: %v", err)
			}
			uses, err := b.Services.Segments.Uses(ctx, one.ID)
			if err != nil || len(uses) != 1 || uses[0].ID != two.ID || uses[0].As != "rule" {
				t.Errorf("uses %v, %v", uses, err)
			}
			_, err = rules.Replace(ctx, account.System, one.ID, "One", "", rule(`{"any":[]}`), 1)
			must(t, err)
			until(t, "the rule that names a changed one", func() bool { return !b.holds(one.ID, b.client.ID) && b.holds(two.ID, b.client.ID) })
		})
	}
}

// A new day in the organisation's time zone moves clients whose rules ask about dates, though nothing happens to them.
func TestTheDailyPass(t *testing.T) {
	ctx := context.Background()
	for engine, fresh := range engines {
		t.Run(engine, func(t *testing.T) {
			clk := &moving{}
			clk.at.Store(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC).UnixMicro())
			a := at(t, fresh(t), clk)
			who := people(t, a, "Lyon", 3)
			rules := a.Services.SegmentRules
			s, err := rules.Create(ctx, account.System, "Three days", "", rule(`{"field":"client.created_at","op":"lt","value":{"ago":3,"unit":"day"}}`))
			must(t, err)
			work := func() {
				t.Helper()
				for {
					l, err := a.Services.Jobs.List(ctx, job.Filter{States: []string{job.Queued}, Kinds: []string{segment.JobKind}}, page.Window{})
					must(t, err)
					if len(l.Items) == 0 {
						return
					}
					_, err = a.Await(ctx, l.Items[0], nil)
					must(t, err)
				}
			}
			must(t, rules.Tick(ctx))
			work()
			of := func() int64 {
				s, err := a.Services.Segments.ByID(ctx, s.ID)
				must(t, err)
				return s.Members
			}
			if of() != 0 {
				t.Fatalf("%d members on the first day", of())
			}
			must(t, rules.Tick(ctx))
			if l, err := a.Services.Jobs.List(ctx, job.Filter{States: []string{job.Queued}}, page.Window{}); err != nil || len(l.Items) != 0 {
				t.Fatalf("a second pass on one day: %v %v", l.Items, err)
			}
			clk.at.Add((3*24*time.Hour + 10*time.Hour + 30*time.Minute).Microseconds()) // 23:30 in Paris
			must(t, rules.Tick(ctx))
			work()
			if of() != 0 {
				t.Fatalf("%d members before the day", of())
			}
			clk.at.Add(time.Hour.Microseconds())
			must(t, rules.Tick(ctx))
			work()
			if of() != int64(len(who)) || moves(t, a, s.ID) != int64(len(who)) {
				t.Fatalf("%d members on the day", of())
			}
		})
	}
}
