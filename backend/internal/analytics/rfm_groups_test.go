package analytics

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestDefaultRFMMapCoversEveryCellOnce(t *testing.T) {
	if _, err := NewRFMMap(defaultRFMLines()); err != nil {
		t.Fatal(err)
	}
	sizes := map[RFMGroup]int{}
	m := DefaultRFMMap()
	for r := uint8(1); r <= 5; r++ {
		for f := uint8(1); f <= 5; f++ {
			for v := uint8(1); v <= 5; v++ {
				sizes[m.Group(r, f, v)]++
			}
		}
	}
	want := map[RFMGroup]int{RFMChampions: 7, RFMLoyal: 8, RFMPotentialLoyalists: 24, RFMNew: 7, RFMPromising: 16, RFMNeedAttention: 8,
		RFMAboutToSleep: 8, RFMAtRisk: 22, RFMCannotLose: 8, RFMHibernating: 11, RFMLost: 6}
	for _, group := range RFMGroups() {
		if sizes[group] != want[group] {
			t.Errorf("%s has %d cells, want %d", group, sizes[group], want[group])
		}
	}
}

func TestRFMMapJSON(t *testing.T) {
	text, err := json.Marshal(DefaultRFMMap())
	if err != nil {
		t.Fatal(err)
	}
	var back RFMMap
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if back != DefaultRFMMap() {
		t.Error("the map changed on its way through JSON")
	}
}

func TestNewRFMMapRefuses(t *testing.T) {
	edit := func(change func([]RFMCells) []RFMCells) []RFMCells { return change(defaultRFMLines()) }
	cases := []struct {
		name, says string
		lines      []RFMCells
	}{
		{"gap", "missing [111]", edit(func(l []RFMCells) []RFMCells { l[10].Cells = l[10].Cells[:5]; return l })},
		{"overlap", "more than once [555]", edit(func(l []RFMCells) []RFMCells { l[1].Cells = append(l[1].Cells, "555"); return l })},
		{"not a cell", `"560"`, edit(func(l []RFMCells) []RFMCells { l[1].Cells = append(l[1].Cells, "560"); return l })},
		{"unknown group", "unknown group", edit(func(l []RFMCells) []RFMCells { l[1].Group = "vip"; return l })},
		{"empty", "missing [111", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := NewRFMMap(c.lines)
			if !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want ErrInput with %q", err, c.says)
			}
		})
	}
	var m RFMMap
	for _, text := range []string{`{}`, `[]`, `[{"group":"lost","cells":["111"]}]`, `null`} {
		if err := json.Unmarshal([]byte(text), &m); text != "null" && !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if m.Group(0, 1, 1) != "" || m.Group(1, 6, 1) != "" {
		t.Error("a score outside 1-5 has a group")
	}
}

func ExampleRFMMap_Group() {
	m := DefaultRFMMap()
	fmt.Println(m.Group(5, 5, 5), m.Group(5, 1, 1), m.Group(1, 5, 5), m.Group(1, 1, 1))
	// Output: champions new cannot_lose lost
}
