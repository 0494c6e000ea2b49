package store_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"clientele/internal/clock"
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

// drawer draws rules.
type drawer struct {
	*rand.Rand
	world *hostileWorld
}

func pick[T any](d drawer, from []T) T { return from[d.IntN(len(from))] }

func (d drawer) node(depth int) rule.Node {
	switch n := d.IntN(10); {
	case depth == 0 || depth < 5 && n < 3-depth/2:
		kind := rule.All
		if d.IntN(2) == 0 {
			kind = rule.Any
		}
		out := rule.Node{Kind: kind, Nodes: []rule.Node{}}
		for range d.IntN(5) {
			out.Nodes = append(out.Nodes, d.node(depth+1))
		}
		return out
	case depth < 5 && n == 4:
		return rule.Node{Kind: rule.Not, Nodes: []rule.Node{d.node(depth + 1)}}
	case n == 5:
		return rule.Node{Kind: rule.Test, Leaf: rule.Leaf{Segment: pick(d, d.world.segments), Op: pick(d, []rule.Op{rule.In, rule.NotIn})}}
	case n >= 8:
		return rule.Node{Kind: rule.Test, Leaf: d.measure()}
	}
	return rule.Node{Kind: rule.Test, Leaf: d.test(pick(d, d.world.single))}
}

func (d drawer) test(f *rule.Field) rule.Leaf {
	l := rule.Leaf{Field: f.Name, Op: pick(d, f.Ops())}
	l.Value = d.value(f, l.Op)
	return l
}

func (d drawer) measure() rule.Leaf {
	c := pick(d, d.world.schema.Collections())
	fields := d.world.rows[c.Noun]
	l := rule.Leaf{Measure: rule.Count, Of: c.Noun}
	var field *rule.Field
	if f := pick(d, fields); d.IntN(2) == 0 && len(f.Measures()) > 0 {
		l.Measure, l.Of, field = pick(d, f.Measures()), f.Name, f
	}
	l.Op = pick(d, rule.MeasureOps(l.Measure, field))
	switch l.Measure {
	case rule.Count, rule.Distinct:
		l.Value = d.number(l.Op, 0, 3)
	case rule.Average:
		l.Value = d.number(l.Op, field.Decimals, 50)
	default:
		l.Value = d.value(field, l.Op)
	}
	for range d.IntN(3) {
		l.Where = append(l.Where, d.test(pick(d, fields)))
	}
	switch d.IntN(4) {
	case 0:
		l.Window = &rule.Window{Last: 1 + d.IntN(40), Unit: d.unit()}
	case 1:
		from := d.day()
		l.Window = &rule.Window{From: from.String(), To: (from + clock.Day(d.IntN(90))).String()}
	case 2:
		l.Window = &rule.Window{To: d.day().String()}
	}
	return l
}

func (d drawer) unit() rule.Unit {
	return pick(d, []rule.Unit{rule.Days, rule.Days, rule.Weeks, rule.Months, rule.Years})
}

// day gives a day near those of the world.
func (d drawer) day() clock.Day { return pick(d, d.world.days) + clock.Day(d.IntN(5)-2) }

func (d drawer) value(f *rule.Field, op rule.Op) rule.Value {
	switch {
	case op == rule.Anniversary:
		return d.relative()
	case f.Type == rule.Flag && op == rule.Is:
		return rule.Value{Kind: rule.FlagValue, Flag: d.IntN(2) == 0}
	case f.Type == rule.Number || f.Type == rule.Money:
		return d.number(op, f.Decimals, 30)
	}
	one := func() rule.Value { return rule.Value{Kind: rule.TextValue, Text: d.text(f)} }
	switch f.Type {
	case rule.Reference:
		one = func() rule.Value {
			return rule.Value{Kind: rule.TextValue, Text: id.ID(1 + d.IntN(8)).String()}
		}
	case rule.Day, rule.Time:
		one = func() rule.Value {
			if d.IntN(2) == 0 {
				return d.relative()
			}
			return rule.Value{Kind: rule.TextValue, Text: d.day().String()}
		}
	}
	return d.listed(op, one)
}

func (d drawer) relative() rule.Value {
	return rule.Value{Kind: pick(d, []rule.ValueKind{rule.AgoValue, rule.AheadValue}), N: d.IntN(40), Unit: d.unit()}
}

func (d drawer) listed(op rule.Op, one func() rule.Value) rule.Value {
	switch op {
	case rule.IsEmpty, rule.IsNotEmpty:
		return rule.Value{}
	case rule.In, rule.NotIn:
		out := rule.Value{Kind: rule.ListValue}
		for range 1 + d.IntN(4) {
			out.List = append(out.List, one())
		}
		return out
	case rule.Between:
		return rule.Value{Kind: rule.ListValue, List: []rule.Value{one(), one()}}
	}
	return one()
}

func (d drawer) number(op rule.Op, decimals, spread int) rule.Value {
	return d.listed(op, func() rule.Value {
		text := fmt.Sprint(d.IntN(2*spread) - spread/2)
		switch d.IntN(12) {
		case 0:
			text = pick(d, []string{"9999999", "-9999999", "0", "-0"})
		case 1, 2, 3:
			if decimals > 0 {
				text += "." + pick(d, []string{"1", "5", "25", "125"}[:min(decimals, 3)+1])
			}
		}
		return rule.Value{Kind: rule.NumberValue, Text: text}
	})
}

// text gives a text that is not empty in the field's form: one of the world's, a part of one, or a choice.
func (d drawer) text(f *rule.Field) string {
	if len(f.Choices) > 0 && d.IntN(3) > 0 {
		return pick(d, f.Choices)
	}
	for {
		s := []rune(pick(d, hostile))
		if len(s) > 1 && d.IntN(2) == 0 {
			from := d.IntN(len(s))
			s = s[from : from+1+d.IntN(len(s)-from)]
		}
		if text := string(s); rule.Comparable(f, text) {
			return text
		}
		if f.Fold == rule.Dialled {
			return fmt.Sprint("+33 ", d.IntN(10))
		}
	}
}
