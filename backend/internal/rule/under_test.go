package rule_test

import (
	"slices"
	"testing"

	"clientele/internal/id"
	"clientele/internal/rule"
)

// A reference to a record stands for those below it, whatever the operator; what leads back to itself does not go on forever.
func TestReferencesHoldWhatIsBelow(t *testing.T) {
	s := schema().Under("user", map[id.ID]id.ID{2: 1, 3: 2, 4: 1, 7: 8, 8: 7})
	m := paris(t, "2026-03-12T12:00:00Z")
	for _, c := range []struct {
		root string
		held []int64
	}{
		{`{"field":"client.owner","op":"is","value":"1"}`, []int64{1, 2, 3, 4}},
		{`{"field":"client.owner","op":"is","value":"2"}`, []int64{2, 3}},
		{`{"field":"client.owner","op":"in","value":["3","4","3"]}`, []int64{3, 4}},
		{`{"field":"client.owner","op":"is_not","value":"1"}`, []int64{0, 5, 6, 7, 8}},
		{`{"field":"client.owner","op":"not_in","value":["2","7"]}`, []int64{0, 1, 4, 5, 6}},
		{`{"field":"client.owner","op":"is","value":"8"}`, []int64{7, 8}},
		{`{"field":"client.owner","op":"is_empty"}`, []int64{0}},
	} {
		b, err := s.Bind(parse(t, c.root), m)
		if err != nil {
			t.Fatal(err)
		}
		var held []int64
		for v := range int64(9) {
			facts := rule.NewLayout(b).New(1)
			if v > 0 {
				facts.Values[0] = rule.WholeCell(v)
			}
			if b.Match(&facts) {
				held = append(held, v)
			}
		}
		if !slices.Equal(held, c.held) {
			t.Errorf("%s holds of %v, want %v", c.root, held, c.held)
		}
		if !b.Refers("user") || b.Refers("category") {
			t.Errorf("%s refers to other nouns", c.root)
		}
	}
}
