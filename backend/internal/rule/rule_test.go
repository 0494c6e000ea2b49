package rule_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"clientele/internal/fault"
	"clientele/internal/rule"
)

// schema is a small registry with a field of every type.
func schema() rule.Schema {
	of := rule.FieldOf
	return rule.NewSchema([]rule.Field{
		of("client", "city", rule.Text, "city", "ville").As(rule.Folded),
		of("client", "note", rule.Text, "note", "note"),
		of("client", "kind", rule.Choice, "kind", "type").OneOf("", "b2c", "b2b"),
		of("client", "birth_day", rule.Day, "birth day", "date de naissance"),
		of("client", "age", rule.Number, "age", "âge").InYears(),
		of("client", "created_at", rule.Time, "day of creation", "date de création"),
		of("client", "vip", rule.Flag, "VIP", "VIP"),
		of("client", "height", rule.Number, "height", "taille").Floating(),
		of("client", "owner", rule.Reference, "owner", "responsable").To("user"),
		of("figure", "orders", rule.Number, "orders", "commandes").Or(rule.WholeCell(0)),
		of("figure", "revenue", rule.Money, "revenue", "chiffre d’affaires"),
		of("order", "day", rule.Day, "day", "date"),
		of("order", "net", rule.Money, "net amount", "montant net"),
		of("order", "quantity", rule.Number, "quantity", "quantité").Scaled(3),
		of("order", "status", rule.Choice, "status", "statut").OneOf("quote", "confirmed"),
		of("order", "counted", rule.Flag, "counts", "compte").Hide(),
		{Name: "attribute.old", Noun: "attribute", Type: rule.Text, Archived: true, English: "old", French: "ancien"},
	}, []rule.Collection{{Noun: "order", Day: "order.day", English: "orders", French: "commandes", Defaults: []rule.Default{
		{Unless: "order.status", Test: rule.Leaf{Field: "order.counted", Op: rule.Is, Value: rule.Value{Kind: rule.FlagValue, Flag: true}}}}}})
}

func parse(t testing.TB, root string) rule.Tree {
	t.Helper()
	tree, err := rule.Parse([]byte(`{"version":1,"root":` + root + `}`))
	if err != nil {
		t.Fatalf("%s: %v", root, err)
	}
	return tree
}

// places gives the paths and codes of a failure: "root.value type".
func places(err error) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return ""
	}
	var out []string
	for _, w := range f.Fields {
		out = append(out, strings.TrimSpace(w.Path+" "+w.Code))
	}
	return strings.Join(out, "; ")
}

func TestParseRefuses(t *testing.T) {
	deep := strings.Repeat(`{"not":`, rule.MaxDepth) + `{"all":[]}` + strings.Repeat("}", rule.MaxDepth)
	many := `{"all":[` + strings.TrimSuffix(strings.Repeat(`{"all":[]},`, rule.MaxNodes), ",") + `]}`
	for _, c := range []struct{ name, text, want string }{
		{"nothing", ``, "malformed"},
		{"not JSON", `{"version":1,`, "version malformed"},
		{"trailing data", `{"version":1,"root":{"all":[]}} x`, "malformed"},
		{"a key twice", `{"version":1,"root":{"all":[]},"root":{"any":[]}}`, "root malformed"},
		{"not UTF-8", "{\"version\":1,\"root\":{\"field\":\"\xff\"}}", "root.field malformed"},
		{"a list", `[]`, "type"},
		{"another version", `{"version":2,"root":{"all":[]}}`, "version version"},
		{"no root", `{"version":1}`, "root required"},
		{"unknown key", `{"version":1,"root":{"all":[]},"sql":"1=1"}`, "sql unknown"},
		{"two kinds in one", `{"version":1,"root":{"all":[],"any":[]}}`, "root.any unknown"},
		{"empty node", `{"version":1,"root":{}}`, "root type"},
		{"all of no list", `{"version":1,"root":{"all":{}}}`, "root.all type"},
		{"op of no text", `{"version":1,"root":{"any":[{"field":"client.city","op":1}]}}`, "root.any[0].op type"},
		{"too deep", `{"version":1,"root":` + deep + `}`, "root" + strings.Repeat(".not", rule.MaxDepth) + " too_deep"},
		{"too many", `{"version":1,"root":` + many + `}`, "root.all[199] too_many"},
		{"a list in a list", `{"version":1,"root":{"field":"client.city","op":"in","value":[["a"]]}}`, "root.value[0] too_many"},
		{"null in a list", `{"version":1,"root":{"field":"client.city","op":"in","value":[null]}}`, "root.value[0] required"},
		{"long text", `{"version":1,"root":{"field":"client.city","op":"is","value":"` + strings.Repeat("é", 501) + `"}}`, "root.value too_long"},
		{"long list", `{"version":1,"root":{"field":"client.city","op":"in","value":[` + strings.Repeat(`"a",`, 500) + `"a"]}}`, "root.value too_many"},
		{"window of nothing", `{"version":1,"root":{"measure":"count","of":"order","window":{},"op":"is","value":0}}`, "root.window required"},
		{"window of none", `{"version":1,"root":{"measure":"count","of":"order","window":{"last":0,"unit":"day"},"op":"is","value":0}}`, "root.window.last range"},
		{"window of a fraction", `{"version":1,"root":{"measure":"count","of":"order","window":{"last":1.5,"unit":"day"},"op":"is","value":0}}`, "root.window.last range; root.window.last range"},
		{"unknown unit", `{"version":1,"root":{"field":"client.birth_day","op":"is","value":{"ago":1,"unit":"hour"}}}`, "root.value.unit not_a_choice"},
		{"segment by name", `{"version":1,"root":{"segment":"best","op":"in"}}`, "root.segment id"},
		{"nested measure", `{"version":1,"root":{"measure":"count","of":"order","where":[{"measure":"count","of":"order","op":"is","value":1}],"op":"is","value":1}}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := rule.Parse([]byte(c.text))
			if got := places(err); err == nil || c.want != "" && got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
		})
	}
}

func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct{ name, root, want string }{
		{"unknown field", `{"field":"client.sql","op":"is","value":1}`, "root.field unknown"},
		{"hidden field", `{"measure":"count","of":"order","where":[{"field":"order.counted","op":"is","value":true}],"op":"is","value":1}`, "root.where[0].field unknown"},
		{"archived field", `{"field":"attribute.old","op":"is_empty"}`, "root.field archived"},
		{"field of a collection", `{"field":"order.net","op":"is","value":1}`, "root.field collection"},
		{"op of another type", `{"all":[{"not":{"field":"client.city","op":"lt","value":"a"}}]}`, "root.all[0].not.op op"},
		{"unknown choice", `{"field":"client.kind","op":"is","value":"b2x"}`, "root.value not_a_choice"},
		{"unknown choice in a list", `{"field":"client.kind","op":"in","value":["b2b","b2x"]}`, "root.value[1] not_a_choice"},
		{"the empty text", `{"field":"client.note","op":"is","value":""}`, "root.value required"},
		{"nothing left of a text", `{"field":"client.city","op":"contains","value":" \u0301"}`, "root.value required"},
		{"number for text", `{"field":"client.city","op":"is","value":1}`, "root.value type"},
		{"text for number", `{"field":"figure.orders","op":"is","value":"1"}`, "root.value type"},
		{"decimals of a whole number", `{"field":"figure.orders","op":"is","value":1.5}`, "root.value number"},
		{"exponent", `{"field":"figure.revenue","op":"gte","value":1e3}`, "root.value number"},
		{"too large", `{"field":"figure.revenue","op":"gte","value":1000000000000000}`, "root.value number"},
		{"infinite", `{"field":"client.height","op":"lt","value":1e999}`, "root.value type"},
		{"one bound", `{"field":"figure.revenue","op":"between","value":[1]}`, "root.value type"},
		{"list for one value", `{"field":"figure.revenue","op":"is","value":[1]}`, "root.value type"},
		{"empty list", `{"field":"client.kind","op":"in","value":[]}`, "root.value type"},
		{"value of is_empty", `{"field":"client.city","op":"is_empty","value":"a"}`, "root.value unknown"},
		{"no value", `{"field":"client.city","op":"is"}`, "root.value type"},
		{"no day", `{"field":"client.birth_day","op":"is","value":"2026-02-30"}`, "root.value day"},
		{"anniversary of a day", `{"field":"client.birth_day","op":"anniversary_within","value":"2026-02-01"}`, "root.value type"},
		{"id with a sign", `{"field":"client.owner","op":"is","value":"-1"}`, "root.value id"},
		{"sum of a day", `{"measure":"sum","of":"order.day","op":"is","value":1}`, "root.measure measure"},
		{"count of a field", `{"measure":"count","of":"order.net","op":"is","value":1}`, "root.of unknown"},
		{"measure of a client", `{"measure":"sum","of":"figure.revenue","op":"is","value":1}`, "root.of unknown"},
		{"empty sum", `{"measure":"sum","of":"order.net","op":"is_empty"}`, "root.op op"},
		{"test of another noun", `{"measure":"count","of":"order","where":[{"field":"client.city","op":"is","value":"a"}],"op":"is","value":1}`, "root.where[0].field noun"},
		{"window backwards", `{"measure":"count","of":"order","window":{"from":"2026-02-01","to":"2026-01-01"},"op":"is","value":1}`, "root.window order"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := places(schema().Check(parse(t, c.root))); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestStoredRulesKeepArchivedFieldsAndChoices(t *testing.T) {
	for _, root := range []string{`{"field":"attribute.old","op":"is","value":"x"}`, `{"field":"client.kind","op":"is","value":"gone"}`} {
		if _, err := schema().Bind(parse(t, root), paris(t, "2026-03-12T12:00:00Z")); err != nil {
			t.Errorf("%s: %v", root, err)
		}
	}
}

func TestJSONIsLossless(t *testing.T) {
	for _, root := range []string{
		`{"all":[]}`, `{"any":[{"not":{"segment":"42","op":"not_in"}}]}`,
		`{"field":"client.city","op":"in","value":["a","\u0000\"\\","é😀"]}`,
		`{"field":"figure.revenue","op":"between","value":[-1.50,2]}`,
		`{"measure":"average","of":"order.quantity","where":[{"field":"order.day","op":"gte","value":{"ago":3,"unit":"month"}}],"window":{"last":12,"unit":"month"},"op":"gt","value":0.125}`,
		`{"measure":"count","of":"order","window":{"from":"2026-01-01","to":"2026-03-31"},"op":"is","value":0}`,
	} {
		once := parse(t, root).JSON()
		again, err := rule.Parse(once)
		if err != nil || !bytes.Equal(again.JSON(), once) {
			t.Errorf("%s became %s (%v)", once, again.JSON(), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"version":1,"root":{"all":[{"field":"client.city","op":"is","value":"Lyon"},{"not":{"any":[]}}]}}`,
		`{"version":1,"root":{"measure":"sum","of":"order.net","where":[{"field":"order.status","op":"in","value":["quote"]}],"window":{"last":12,"unit":"month"},"op":"gte","value":100000}}`,
		`{"version":1,"root":{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":7,"unit":"day"}}}`, `{"version":1,"root":{"segment":"1","op":"in"}}`, `[[[[`, `{"version":1e0,"root":null}`} {
		f.Add([]byte(seed))
	}
	s := schema()
	f.Fuzz(func(t *testing.T, raw []byte) {
		tree, err := rule.Parse(raw)
		if err != nil {
			if !fault.Is(err, fault.KindInvalid) {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		again, err := rule.Parse(tree.JSON())
		if err != nil || !bytes.Equal(again.JSON(), tree.JSON()) {
			t.Fatalf("%q became %q (%v)", tree.JSON(), again.JSON(), err)
		}
		bound, err := s.Bind(tree, rule.Moment{Today: 20_500, Zone: utc})
		if err == nil {
			facts := rule.NewLayout(bound).New(1)
			held, _ := bound.Why(&facts)
			if held != bound.Match(&facts) {
				t.Fatalf("why and match differ of %s", tree.JSON())
			}
		}
		rule.Uses(tree)
		tree.Leaves(func(l rule.Leaf) { s.Text(l, "fr", nil) })
	})
}
