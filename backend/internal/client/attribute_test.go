package client_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"clientele/internal/client"
	"clientele/internal/fault"
)

func TestAttributeRead(t *testing.T) {
	choice := client.Attribute{Code: "size", Type: client.ChoiceType}
	choice.SetChoices([]string{"S", "M"})
	of := func(kind string) client.Attribute { return client.Attribute{Code: "x", Type: kind} }
	cases := []struct {
		name  string
		a     client.Attribute
		given any
		want  any    // as JSON has it
		code  string // of the failure
	}{
		{"text", of("text"), " Bleu ", "Bleu", ""},
		{"text from a file", of("text"), client.Raw(" Bleu "), "Bleu", ""},
		{"no text", of("text"), "  ", nil, ""},
		{"null", of("number"), nil, nil, ""},
		{"an empty cell", of("number"), client.Raw(" "), nil, ""},
		{"a number as text", of("text"), 7.0, nil, "text"},
		{"a long text", of("text"), strings.Repeat("é", 501), nil, "too_long"},
		{"500 characters", of("text"), strings.Repeat("é", 500), strings.Repeat("é", 500), ""},
		{"number", of("number"), 12.5, 12.5, ""},
		{"number from a file", of("number"), client.Raw("-12.5"), -12.5, ""},
		{"text as number", of("number"), "12.5", nil, "number"},
		{"no number in a file", of("number"), client.Raw("douze"), nil, "number"},
		{"infinity", of("number"), client.Raw("inf"), nil, "number"},
		{"not a number", of("number"), math.NaN(), nil, "number"},
		{"day", of("day"), "2026-02-28", "2026-02-28", ""},
		{"day from a file", of("day"), client.Raw("2026-02-28"), "2026-02-28", ""},
		{"no such day", of("day"), "2026-02-30", nil, "day"},
		{"a number as day", of("day"), 7.0, nil, "day"},
		{"true", of("flag"), true, true, ""},
		{"false", of("flag"), false, false, ""},
		{"yes from a file", of("flag"), client.Raw("Oui"), true, ""},
		{"no from a file", of("flag"), client.Raw("0"), false, ""},
		{"yes in JSON", of("flag"), "yes", nil, "flag"},
		{"perhaps", of("flag"), client.Raw("perhaps"), nil, "flag"},
		{"choice", choice, "M", "M", ""},
		{"choice from a file", choice, client.Raw("S"), "S", ""},
		{"another", choice, "XL", nil, "not_a_choice"},
		{"a list", choice, []any{"S"}, nil, "text"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v, err := c.a.Read(c.given)
			if c.code != "" {
				e, ok := errors.AsType[*fault.Error](err)
				if !ok || e.Fields[0].Code != c.code || e.Fields[0].Path != c.a.Code {
					t.Fatalf("got %v, want %s", err, c.code)
				}
				return
			}
			if err != nil || c.a.Plain(v) != c.want || v.None() != (c.want == nil) {
				t.Fatalf("got %v, %v, want %v", c.a.Plain(v), err, c.want)
			}
		})
	}
}

func TestPlanMakesOneOfTwoRowsWithOneKey(t *testing.T) {
	p := client.NewPlan[string, int]()
	steps := []struct {
		key          string
		row          int
		exists, same bool
		want         string
	}{
		{"new", 1, false, false, client.Created},
		{"new", 2, true, false, client.Updated},
		{"new", 2, true, true, client.Unchanged},
		{"old", 3, true, false, client.Updated},
		{"old", 4, true, false, client.Updated},
		{"kept", 5, true, true, client.Unchanged},
	}
	for _, s := range steps {
		if got := p.Take(s.key, s.row, s.exists, s.same); got != s.want {
			t.Errorf("%+v: %s", s, got)
		}
	}
	if len(p.Created) != 1 || p.Created[0] != 2 || len(p.Updated) != 1 || p.Updated[0] != 4 {
		t.Errorf("%v %v", p.Created, p.Updated)
	}
}
