package store_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"clientele/internal/id"
	"clientele/internal/rule"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// trees is how many random rules TestRulesInSQLAreRulesInMemory tries on each engine.
const trees = 10_000

// TestRulesInSQLAreRulesInMemory draws rules over every field of the schema and asks them of a base of hostile clients, as conditions in SQL
// and from facts in memory: both give the same clients. Every rule also survives being written and read.
func TestRulesInSQLAreRulesInMemory(t *testing.T) {
	n := trees
	if testing.Short() {
		n = 500
	}
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			url := address(t)
			db := storetest.Open(t, url, noon)
			w := newHostileWorld(t, db, url, 150)
			tried := trial{told: map[string]int{}}
			for batch := range (n + 49) / 50 {
				w.try(t, rand.New(rand.NewPCG(7, uint64(batch))), 50, &tried)
				if t.Failed() {
					return
				}
			}
			t.Logf("%d rules, %d leaves on %d clients; %d held for some clients and not for others", tried.rules, tried.leaves, len(w.clients), tried.telling)
			if 3*tried.telling < tried.rules {
				t.Errorf("only %d of %d rules told clients apart", tried.telling, tried.rules)
			}
			if silent := w.silent(&tried); n == trees && len(silent) > 0 {
				t.Errorf("no test of these fields told clients apart: %q", silent)
			}
		})
	}
}

// trial counts rules, their leaves, and the rules that hold for some clients only; and how often a test of each field told clients apart.
type trial struct {
	rules, leaves, telling int
	told                   map[string]int
}

// tell notes which leaves of a rule hold for some clients only.
func (tr *trial) tell(b *rule.Bound, p *rule.Part, facts []rule.Facts) {
	for i := range p.Parts {
		tr.tell(b, &p.Parts[i], facts)
	}
	if p.Kind != rule.Test {
		return
	}
	tr.leaves++
	alone, held, all := *b, 0, 0
	alone.Root = *p
	for i := range facts {
		if !facts[i].Merged {
			all++
		}
		if alone.Match(&facts[i]) {
			held++
		}
	}
	if held == 0 || held == all {
		return
	}
	for _, name := range append([]string{p.Leaf.Field, p.Leaf.Of, string(p.Leaf.Measure)}, fieldsOf(p.Leaf.Where)...) {
		tr.told[name]++
	}
}

func fieldsOf(tests []rule.Leaf) []string {
	var out []string
	for _, l := range tests {
		out = append(out, l.Field)
	}
	return out
}

// silent gives the fields and collections of which no test told clients apart.
func (w *hostileWorld) silent(tr *trial) []string {
	var out []string
	for _, f := range w.schema.Fields() {
		if tr.told[f.Name] == 0 && f.Noun != "consent" {
			out = append(out, f.Name)
		}
	}
	for _, c := range w.schema.Collections() {
		if tr.told[c.Noun] == 0 {
			out = append(out, c.Noun)
		}
	}
	return out
}

// moments are when rules are asked: plain days, the days when clocks change, the ends of months and of February.
func moments(t *testing.T) []rule.Moment {
	t.Helper()
	var out []rule.Moment
	for _, m := range []struct{ zone, at string }{{"Europe/Paris", "2026-03-12T12:00:00Z"}, {"Europe/Paris", "2026-03-29T00:30:00Z"}, {"America/New_York", "2026-03-08T07:00:00Z"},
		{"Africa/Cairo", "2026-04-23T23:30:00Z"}, {"Pacific/Kiritimati", "2026-02-28T11:00:00Z"}, {"UTC", "2024-02-29T00:00:00Z"}} {
		zone, err := time.LoadLocation(m.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, m.at)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rule.MomentAt(at, zone))
	}
	return out
}

// try draws some rules, matches them together in memory and asks each of them in SQL.
func (w *hostileWorld) try(t *testing.T, random *rand.Rand, n int, tried *trial) {
	t.Helper()
	ctx := context.Background()
	d := drawer{Rand: random, world: w}
	all := moments(t)
	bounds := make([]*rule.Bound, n)
	for i := range bounds {
		tree := rule.Tree{Root: d.node(0)}
		again, err := rule.Parse(tree.JSON())
		if err != nil || !bytes.Equal(again.JSON(), tree.JSON()) {
			t.Fatalf("written and read: %v\n%s\n%s", err, tree.JSON(), again.JSON())
		}
		if bounds[i], err = w.schema.Bind(again, all[d.IntN(len(all))]); err != nil {
			t.Fatalf("bind: %v\n%s", err, tree.JSON())
		}
		w.drawn[i%len(w.drawn)] = tree
	}
	facts, err := w.rules.Facts(ctx, rule.NewLayout(bounds...), w.clients)
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range bounds {
		var memory []id.ID
		for j := range facts {
			if b.Match(&facts[j]) {
				memory = append(memory, facts[j].Client)
			}
			if held, _ := b.Why(&facts[j]); held != b.Match(&facts[j]) {
				t.Fatalf("why says %v of client %s\n%s", held, facts[j].Client, w.drawn[i%len(w.drawn)].JSON())
			}
		}
		slices.Sort(memory)
		tried.tell(b, &b.Root, facts)
		where, args, err := w.rules.Compile(ctx, b)
		if err != nil {
			t.Fatal(err)
		}
		stored := w.ask(t, where, args)
		tried.rules++
		if len(memory) > 0 && len(memory) < len(w.clients) {
			tried.telling++
		}
		if !slices.Equal(memory, stored) {
			w.explain(t, *b, facts)
			t.Fatalf("%d clients in memory, %d in SQL at %s in %s; not in both: %v\n%s", len(memory), len(stored), b.Moment.Today, b.Moment.Zone,
				difference(memory, stored), w.drawn[i%len(w.drawn)].JSON())
		}
	}
}

func difference(a, b []id.ID) []id.ID {
	var out []id.ID
	for _, v := range a {
		if !slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	for _, v := range b {
		if !slices.Contains(a, v) {
			out = append(out, v)
		}
	}
	return out
}

// explain shows the smallest rule within a rule that memory and SQL disagree about: parts are left out as long as they do.
func (w *hostileWorld) explain(t *testing.T, b rule.Bound, facts []rule.Facts) {
	t.Helper()
	for {
		smaller, ok := w.smaller(t, b, facts)
		if !ok {
			break
		}
		b = smaller
	}
	where, args, err := w.rules.Compile(context.Background(), &b)
	t.Logf("%v\n%s\n%v\nclients that differ: %v", err, where, args, w.differ(t, b, facts))
}

// smaller gives a rule with one part less, or a part of it alone, about which memory and SQL still disagree.
func (w *hostileWorld) smaller(t *testing.T, b rule.Bound, facts []rule.Facts) (rule.Bound, bool) {
	t.Helper()
	for _, root := range without(b.Root) {
		c := b
		c.Root = root
		if len(w.differ(t, c, facts)) > 0 {
			return c, true
		}
	}
	return b, false
}

// without gives every rule that a part becomes by leaving something out.
func without(p rule.Part) []rule.Part {
	out := slices.Clone(p.Parts)
	for i := range p.Parts {
		if p.Kind != rule.Not {
			less := p
			less.Parts = slices.Delete(slices.Clone(p.Parts), i, i+1)
			out = append(out, less)
		}
		for _, inner := range without(p.Parts[i]) {
			changed := p
			changed.Parts = slices.Clone(p.Parts)
			changed.Parts[i] = inner
			out = append(out, changed)
		}
	}
	return out
}

// differ gives the clients that satisfy a rule in memory or in SQL, but not in both.
func (w *hostileWorld) differ(t *testing.T, b rule.Bound, facts []rule.Facts) []id.ID {
	t.Helper()
	where, args, err := w.rules.Compile(context.Background(), &b)
	if err != nil {
		t.Fatal(err)
	}
	var memory []id.ID
	for i := range facts {
		if b.Match(&facts[i]) {
			memory = append(memory, facts[i].Client)
		}
	}
	slices.Sort(memory)
	return difference(memory, w.ask(t, where, args))
}

// ask gives the clients that satisfy a condition, in order, through the program's own connection.
func (w *hostileWorld) ask(t *testing.T, where string, args []any) []id.ID {
	t.Helper()
	out, err := store.RuleClients(context.Background(), w.rules, where, args)
	if err != nil {
		t.Fatalf("%v\n%s\n%q", err, where, args)
	}
	return out
}
