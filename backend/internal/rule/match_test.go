package rule_test

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // zones, wherever the test runs

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/rule"
)

var utc = time.UTC

func at(t testing.TB, zone, instant string) rule.Moment {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.Parse(time.RFC3339Nano, instant)
	if err != nil {
		t.Fatal(err)
	}
	return rule.MomentAt(when, z)
}

func paris(t testing.TB, instant string) rule.Moment { return at(t, "Europe/Paris", instant) }

func day(t testing.TB, text string) rule.Cell {
	t.Helper()
	d, err := clock.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return rule.WholeCell(int64(d))
}

func instant(t testing.TB, text string) rule.Cell {
	t.Helper()
	when, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return rule.WholeCell(when.UnixMicro())
}

// holds says whether a rule with one leaf holds of a value.
func holds(t *testing.T, m rule.Moment, root string, c rule.Cell) bool {
	t.Helper()
	b, err := schema().Bind(parse(t, root), m)
	if err != nil {
		t.Fatalf("%s: %v", root, err)
	}
	facts := rule.NewLayout(b).New(1)
	facts.Values[0] = c
	return b.Match(&facts)
}

func TestEmptyValues(t *testing.T) {
	m := paris(t, "2026-03-12T12:00:00Z")
	empty, lyon := rule.Cell{}, rule.TextCell("lyon")
	for _, c := range []struct {
		root  string
		value rule.Cell
		want  bool
	}{
		{`{"field":"client.city","op":"is","value":"LYON"}`, lyon, true},
		{`{"field":"client.city","op":"is","value":"Lyon"}`, empty, false},
		{`{"not":{"field":"client.city","op":"is","value":"Lyon"}}`, empty, true},
		{`{"field":"client.city","op":"is_not","value":"Lyon"}`, empty, true},
		{`{"field":"client.city","op":"not_in","value":["Lyon"]}`, empty, true},
		{`{"field":"client.city","op":"not_contains","value":"yo"}`, empty, true},
		{`{"field":"client.city","op":"not_contains","value":"yo"}`, lyon, false},
		{`{"field":"client.city","op":"starts_with","value":"LY"}`, lyon, true},
		{`{"field":"client.city","op":"ends_with","value":"ly"}`, lyon, false},
		{`{"field":"client.city","op":"is_empty"}`, empty, true},
		{`{"field":"client.city","op":"is_empty"}`, rule.TextCell(""), true},
		{`{"field":"client.city","op":"is_not_empty"}`, rule.TextCell(" "), true},
		{`{"field":"client.note","op":"contains","value":"%"}`, rule.TextCell("plain"), false},
		{`{"field":"client.note","op":"is","value":"a"}`, rule.TextCell("a "), false},
		{`{"field":"figure.revenue","op":"lt","value":1}`, empty, false},
		{`{"not":{"field":"figure.revenue","op":"lt","value":1}}`, empty, true},
		{`{"field":"figure.revenue","op":"gte","value":0}`, empty, false},
		{`{"field":"figure.revenue","op":"is_not","value":0}`, empty, true},
		{`{"field":"client.vip","op":"is","value":false}`, empty, false},
		{`{"field":"client.vip","op":"is","value":false}`, rule.WholeCell(0), true},
		{`{"field":"client.height","op":"is","value":0.1}`, rule.RealCell(0.1), true},
		{`{"field":"client.height","op":"between","value":[-1,0]}`, rule.RealCell(0), true},
		{`{"field":"client.age","op":"gte","value":0}`, empty, false},
		{`{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":9999,"unit":"day"}}`, empty, false},
	} {
		if got := holds(t, m, c.root, c.value); got != c.want {
			t.Errorf("%s of %+v: %v", c.root, c.value, got)
		}
	}
}

func TestDaysAndZones(t *testing.T) {
	for _, c := range []struct {
		name, zone, now, root string
		value                 rule.Cell
		want                  bool
	}{
		{"today in Paris is tomorrow of London", "Europe/Paris", "2026-03-11T23:30:00Z", `{"field":"client.created_at","op":"is","value":"2026-03-12"}`, instant(t, "2026-03-11T23:00:00Z"), true},
		{"just before midnight", "Europe/Paris", "2026-03-12T12:00:00Z", `{"field":"client.created_at","op":"is","value":"2026-03-12"}`, instant(t, "2026-03-11T22:59:59.999999Z"), false},
		{"last instant of the day", "Europe/Paris", "2026-03-12T12:00:00Z", `{"field":"client.created_at","op":"lte","value":"2026-03-12"}`, instant(t, "2026-03-12T22:59:59.999999Z"), true},
		{"first instant after", "Europe/Paris", "2026-03-12T12:00:00Z", `{"field":"client.created_at","op":"gt","value":"2026-03-12"}`, instant(t, "2026-03-12T23:00:00Z"), true},
		{"a day of 23 hours ends an hour early", "Europe/Paris", "2026-03-29T12:00:00Z", `{"field":"client.created_at","op":"is","value":"2026-03-29"}`, instant(t, "2026-03-29T22:00:00Z"), false},
		{"a day of 25 hours ends an hour late", "Europe/Paris", "2026-10-25T12:00:00Z", `{"field":"client.created_at","op":"is","value":"2026-10-25"}`, instant(t, "2026-10-25T22:59:59Z"), true},
		{"a day without midnight begins at one", "Africa/Cairo", "2026-04-24T12:00:00Z", `{"field":"client.created_at","op":"is","value":"2026-04-24"}`, instant(t, "2026-04-23T22:00:00Z"), true},
		{"and the day before ends there", "Africa/Cairo", "2026-04-24T12:00:00Z", `{"field":"client.created_at","op":"is","value":"2026-04-23"}`, instant(t, "2026-04-23T21:59:59.999999Z"), true},
		{"a month before the 31st", "UTC", "2026-03-31T12:00:00Z", `{"field":"client.birth_day","op":"is","value":{"ago":1,"unit":"month"}}`, day(t, "2026-02-28"), true},
		{"a year before the 29th of February", "UTC", "2024-02-29T12:00:00Z", `{"field":"client.birth_day","op":"is","value":{"ago":1,"unit":"year"}}`, day(t, "2023-02-28"), true},
		{"ahead", "UTC", "2026-12-30T12:00:00Z", `{"field":"client.birth_day","op":"lte","value":{"ahead":1,"unit":"week"}}`, day(t, "2027-01-06"), true},
		{"between includes both", "UTC", "2026-03-12T12:00:00Z", `{"field":"client.birth_day","op":"between","value":["2026-01-01",{"ago":0,"unit":"day"}]}`, day(t, "2026-03-12"), true},
		{"birthday over the turn of the year", "UTC", "2026-12-28T12:00:00Z", `{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":7,"unit":"day"}}`, day(t, "1980-01-04"), true},
		{"a day too late", "UTC", "2026-12-28T12:00:00Z", `{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":7,"unit":"day"}}`, day(t, "1980-01-05"), false},
		{"born on the 29th of February, in a year without", "UTC", "2026-02-28T12:00:00Z", `{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":0,"unit":"day"}}`, day(t, "2000-02-29"), true},
		{"and in a year with one, not on the 28th", "UTC", "2028-02-28T12:00:00Z", `{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":0,"unit":"day"}}`, day(t, "2000-02-29"), false},
		{"anniversary before today", "UTC", "2026-03-12T12:00:00Z", `{"field":"client.birth_day","op":"anniversary_within","value":{"ago":2,"unit":"day"}}`, day(t, "1990-03-10"), true},
		{"18 today", "UTC", "2026-03-12T12:00:00Z", `{"field":"client.age","op":"gte","value":18}`, day(t, "2008-03-12"), true},
		{"18 tomorrow", "UTC", "2026-03-12T12:00:00Z", `{"field":"client.age","op":"gte","value":18}`, day(t, "2008-03-13"), false},
		{"still 18", "UTC", "2026-03-12T12:00:00Z", `{"field":"client.age","op":"is","value":18}`, day(t, "2007-03-13"), true},
		{"already 19", "UTC", "2026-03-12T12:00:00Z", `{"field":"client.age","op":"lte","value":18}`, day(t, "2007-03-12"), false},
		{"older with the 28th of February", "UTC", "2026-02-28T12:00:00Z", `{"field":"client.age","op":"is","value":18}`, day(t, "2008-02-29"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := holds(t, at(t, c.zone, c.now), c.root, c.value); got != c.want {
				t.Errorf("%s: %v", c.root, got)
			}
		})
	}
}

// orders are rows of day, net amount, quantity, status and whether the order counts, as a layout of all of them has it.
func measured(t *testing.T, m rule.Moment, root string, rows ...map[string]rule.Cell) bool {
	t.Helper()
	b, err := schema().Bind(parse(t, root), m)
	if err != nil {
		t.Fatalf("%s: %v", root, err)
	}
	l := rule.NewLayout(b)
	facts := l.New(1)
	for _, row := range rows {
		var cells []rule.Cell
		for _, f := range l.Collections()[0].Fields {
			cells = append(cells, row[strings.TrimPrefix(f.Name, "order.")])
		}
		facts.Rows[0] = append(facts.Rows[0], cells)
	}
	return b.Match(&facts)
}

func TestMeasuresAndWindows(t *testing.T) {
	order := func(on string, net int64, counts bool) map[string]rule.Cell {
		counted := int64(0)
		if counts {
			counted = 1
		}
		return map[string]rule.Cell{"day": day(t, on), "net": rule.WholeCell(net), "quantity": rule.WholeCell(net), "status": rule.TextCell("quote"), "counted": rule.WholeCell(counted)}
	}
	m := paris(t, "2026-03-12T12:00:00Z")
	year := `"window":{"last":12,"unit":"month"}`
	for _, c := range []struct {
		name, root string
		rows       []map[string]rule.Cell
		want       bool
	}{
		{"nothing was bought", `{"measure":"count","of":"order","op":"is","value":0}`, nil, true},
		{"a sum of nothing is 0", `{"measure":"sum","of":"order.net","op":"lt","value":1}`, nil, true},
		{"an average of nothing is empty", `{"measure":"average","of":"order.net","op":"gte","value":0}`, nil, false},
		{"and says so", `{"measure":"average","of":"order.net","op":"is_empty"}`, nil, true},
		{"a highest of nothing is not 5", `{"measure":"max","of":"order.net","op":"is_not","value":5}`, nil, true},
		{"today is in the window", `{"measure":"count","of":"order",` + year + `,"op":"is","value":1}`, []map[string]rule.Cell{order("2026-03-12", 1, true)}, true},
		{"tomorrow is not", `{"measure":"count","of":"order",` + year + `,"op":"is","value":0}`, []map[string]rule.Cell{order("2026-03-13", 1, true)}, true},
		{"the first day of twelve months", `{"measure":"count","of":"order",` + year + `,"op":"is","value":1}`, []map[string]rule.Cell{order("2025-03-13", 1, true)}, true},
		{"the day before it", `{"measure":"count","of":"order",` + year + `,"op":"is","value":0}`, []map[string]rule.Cell{order("2025-03-12", 1, true)}, true},
		{"one day is today", `{"measure":"count","of":"order","window":{"last":1,"unit":"day"},"op":"is","value":1}`, []map[string]rule.Cell{order("2026-03-12", 1, true), order("2026-03-11", 1, true)}, true},
		{"both ends of dates", `{"measure":"count","of":"order","window":{"from":"2026-01-01","to":"2026-01-31"},"op":"is","value":2}`, []map[string]rule.Cell{order("2026-01-01", 1, true), order("2026-01-31", 1, true), order("2026-02-01", 1, true)}, true},
		{"what does not count", `{"measure":"sum","of":"order.net","op":"is","value":3}`, []map[string]rule.Cell{order("2026-01-01", 3, true), order("2026-01-01", 4, false)}, true},
		{"unless the status is asked about", `{"measure":"sum","of":"order.net","where":[{"field":"order.status","op":"is","value":"quote"}],"op":"is","value":7}`, []map[string]rule.Cell{order("2026-01-01", 3, true), order("2026-01-01", 4, false)}, true},
		{"an average between whole numbers", `{"measure":"average","of":"order.net","op":"gt","value":3}`, []map[string]rule.Cell{order("2026-01-01", 3, true), order("2026-01-01", 4, true)}, true},
		{"and below", `{"measure":"average","of":"order.net","op":"lt","value":4}`, []map[string]rule.Cell{order("2026-01-01", 3, true), order("2026-01-01", 4, true)}, true},
		{"exactly", `{"measure":"average","of":"order.quantity","op":"is","value":0.0035}`, []map[string]rule.Cell{order("2026-01-01", 3, true), order("2026-01-01", 4, true)}, true},
		{"a third is no decimal", `{"measure":"average","of":"order.quantity","op":"is","value":0.000333}`, []map[string]rule.Cell{order("2026-01-01", 1, true), order("2026-01-01", 0, true), order("2026-01-01", 0, true)}, false},
		{"an average below zero", `{"measure":"average","of":"order.net","op":"lt","value":0}`, []map[string]rule.Cell{order("2026-01-01", -3, true), order("2026-01-01", 2, true)}, true},
		{"the last order", `{"measure":"max","of":"order.day","op":"lt","value":{"ago":30,"unit":"day"}}`, []map[string]rule.Cell{order("2026-01-01", 1, true), order("2025-01-01", 1, true)}, true},
		{"days of purchase", `{"measure":"distinct","of":"order.day","op":"is","value":2}`, []map[string]rule.Cell{order("2026-01-01", 1, true), order("2026-01-01", 1, true), order("2026-01-02", 1, true)}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := measured(t, m, c.root, c.rows...); got != c.want {
				t.Errorf("%s: %v", c.root, got)
			}
		})
	}
}

func TestMergedClientsAreInNoRule(t *testing.T) {
	b, err := schema().Bind(parse(t, `{"all":[]}`), paris(t, "2026-03-12T12:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	facts := rule.NewLayout(b).New(1)
	if !b.Match(&facts) {
		t.Error("all of nothing is not everybody")
	}
	facts.Merged = true
	if held, why := b.Why(&facts); b.Match(&facts) || held || !why.Merged {
		t.Error("a merged client is in a rule")
	}
}

func TestWhyNamesTheLeafThatDecided(t *testing.T) {
	for _, c := range []struct {
		root, path string
		held       bool
	}{
		{`{"all":[{"field":"client.city","op":"is_not_empty"},{"field":"client.kind","op":"is","value":"b2b"},{"field":"client.vip","op":"is","value":true}]}`, "root.all[1]", false},
		{`{"any":[{"field":"client.kind","op":"is","value":"b2b"},{"field":"client.city","op":"is","value":"Lyon"}]}`, "root.any[1]", true},
		{`{"not":{"any":[{"field":"client.kind","op":"is","value":"b2b"},{"segment":"7","op":"in"}]}}`, "root.not.any[1]", false},
		{`{"any":[{"field":"client.kind","op":"is","value":"b2b"},{"field":"client.vip","op":"is","value":true}]}`, "root.any[0]", false},
		{`{"all":[]}`, "root", true},
	} {
		b, err := schema().Bind(parse(t, c.root), paris(t, "2026-03-12T12:00:00Z"))
		if err != nil {
			t.Fatal(err)
		}
		l := rule.NewLayout(b)
		facts := l.New(1)
		for i, f := range l.Fields() {
			if f.Name == "client.city" {
				facts.Values[i] = rule.TextCell("lyon")
			}
		}
		facts.Join(7)
		if held, why := b.Why(&facts); held != c.held || why.Path != c.path {
			t.Errorf("%s: %v, %s", c.root, held, why.Path)
		}
	}
}

func TestUses(t *testing.T) {
	u := rule.Uses(parse(t, `{"all":[{"field":"figure.orders","op":"gt","value":1},{"not":{"segment":"9","op":"in"}},{"measure":"sum","of":"order.net","op":"gt","value":1}]}`))
	if len(u.Fields) != 1 || len(u.Nouns) != 1 || u.Nouns[0] != "order" || len(u.Segments) != 1 || u.Relative || !u.Figures() {
		t.Errorf("%+v", u)
	}
	for _, root := range []string{`{"field":"client.age","op":"gt","value":18}`, `{"measure":"count","of":"order","window":{"last":1,"unit":"day"},"op":"is","value":0}`,
		`{"measure":"count","of":"order","where":[{"field":"order.day","op":"lt","value":{"ago":1,"unit":"day"}}],"op":"is","value":0}`} {
		if !rule.Uses(parse(t, root)).Relative {
			t.Errorf("%s is not relative", root)
		}
	}
}

func TestExpand(t *testing.T) {
	rules := map[id.ID]rule.Named{
		1: {Name: "Best", Tree: parse(t, `{"all":[{"segment":"2","op":"in"},{"segment":"5","op":"not_in"}]}`)},
		2: {Name: "Lyon", Tree: parse(t, `{"field":"client.city","op":"is","value":"Lyon"}`)},
		3: {Name: "Round", Tree: parse(t, `{"any":[{"not":{"segment":"4","op":"in"}}]}`)},
		4: {Name: "About", Tree: parse(t, `{"segment":"3","op":"in"}`)},
	}
	resolve := func(v id.ID) (rule.Named, bool, error) { n, ok := rules[v]; return n, ok, nil }
	got, err := rule.Expand(parse(t, `{"segment":"1","op":"not_in"}`), rule.Named{}, 0, resolve)
	want := `{"version":1,"root":{"not":{"all":[{"field":"client.city","op":"is","value":"Lyon"},{"segment":"5","op":"not_in"}]}}}`
	if err != nil || string(got.JSON()) != want {
		t.Errorf("%s (%v)", got.JSON(), err)
	}
	_, err = rule.Expand(rules[3].Tree, rules[3], 3, resolve)
	if places(err) != "root.any[0].not.segment cycle" || !strings.Contains(err.Error(), "Round → About → Round") {
		t.Errorf("cycle: %v", err)
	}
}

func TestText(t *testing.T) {
	name := func(noun string, v id.ID) string {
		return map[string]string{"user 3": "Ada", "segment 8": "Best"}[noun+" "+v.String()]
	}
	for _, c := range []struct{ root, english, french string }{
		{`{"field":"client.city","op":"is","value":"Lyon"}`, "city is Lyon", "ville est Lyon"},
		{`{"field":"client.vip","op":"is","value":false}`, "not VIP", "pas VIP"},
		{`{"field":"client.owner","op":"in","value":["3","4"]}`, "owner is one of Ada, 4", "responsable est parmi Ada, 4"},
		{`{"segment":"8","op":"not_in"}`, "not a member of Best", "pas membre de Best"},
		{`{"field":"client.birth_day","op":"lt","value":{"ago":18,"unit":"year"}}`, "birth day < 18 years ago", "date de naissance < il y a 18 ans"},
		{`{"measure":"sum","of":"order.net","where":[{"field":"order.status","op":"is","value":"quote"}],"window":{"last":12,"unit":"month"},"op":"gte","value":100}`,
			"sum of net amount (orders), with status is quote, last 12 months ≥ 100", "somme de montant net (commandes), avec statut est quote, sur 12 mois ≥ 100"},
		{`{"measure":"count","of":"order","window":{"from":"2026-01-01"},"op":"between","value":[1,2]}`, "number of orders, from 2026-01-01 between 1 and 2", "nombre de commandes, du 2026-01-01 entre 1 et 2"},
	} {
		l := parse(t, c.root).Root.Leaf
		if en, fr := schema().Text(l, "en", name), schema().Text(l, "fr", name); en != c.english || fr != c.french {
			t.Errorf("%q, %q", en, fr)
		}
	}
}
