package analytics

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func classWord(classes []ABCClass) string {
	words := make([]string, len(classes))
	for i, c := range classes {
		words[i] = c.String()
	}
	return strings.Join(words, " ")
}

func TestABCClasses(t *testing.T) {
	cases := []struct {
		name   string
		values []int64
		cuts   []float64
		want   string
	}{
		// cumulated 50, 80, 95, 100 %: the line at 80 is met exactly by the second client.
		{"a line met exactly", []int64{50, 30, 15, 5}, []float64{80}, "A A B B"},
		// 45 % is before the line of 60, 75 % after it: the second client crosses and stays in A.
		{"the client that crosses is above", []int64{45, 30, 15, 10}, []float64{60, 90}, "A A B C"},
		{"one giant", []int64{1, 97, 1, 1}, []float64{60, 90}, "C A C C"},
		{"ties share", []int64{10, 10, 10, 10, 10}, []float64{60, 90}, "A A A A A"},
		{"a tie across the line", []int64{40, 20, 20, 20}, []float64{50, 90}, "A A A A"},
		{"zero and negative apart", []int64{0, -40, 90, 10}, []float64{80}, "none none A B"},
		{"nothing sold", []int64{0, 0}, []float64{80}, "none none"},
		{"nobody", nil, []float64{80}, ""},
		{"own five cuts", []int64{50, 20, 15, 8, 5, 2}, []float64{10, 60, 80, 90, 95}, "A B C D E F"},
		{"order does not matter", []int64{5, 15, 30, 50}, []float64{80}, "B B A A"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			classes, result, err := ABCClasses(c.values, c.cuts)
			if err != nil {
				t.Fatal(err)
			}
			if got := classWord(classes); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			clients, value, sum := 0, int64(0), int64(0)
			for _, line := range result.Classes {
				clients, value = clients+line.Clients, value+line.Value
			}
			for _, v := range c.values {
				sum += v
			}
			if clients != len(c.values) || value != sum {
				t.Errorf("summary counts %d clients and %d, want %d and %d", clients, value, len(c.values), sum)
			}
		})
	}
}

func TestABCSummary(t *testing.T) {
	_, result, err := ABCClasses([]int64{600, 250, 50, 50, 50, 0, -10}, []float64{60, 90})
	if err != nil {
		t.Fatal(err)
	}
	want := []ABCSummary{
		{ABCClassA, 1, 600, 0.2, 0.6, 600},
		{ABCClassB, 4, 400, 0.8, 0.4, 50},
		{ABCClassC, 0, 0, 0, 0, 1},
		{ABCNone, 2, -10, 0, 0, 0},
	}
	if !slices.Equal(result.Classes, want) {
		t.Errorf("got %+v", result.Classes)
	}
	for v, class := range map[int64]ABCClass{601: 1, 600: 1, 599: 2, 50: 2, 49: 3, 1: 3, 0: 0, -1: 0} {
		if got := result.Class(v); got != class {
			t.Errorf("provisional class of %d: got %v, want %v", v, got, class)
		}
	}
}

// Any client's class equals the definition counted the slow way, and A is never empty.
func TestABCIsTheDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		values := make([]int64, 1+random.IntN(30))
		var total int64
		for i := range values {
			values[i] = random.Int64N(40) - 5
			total += max(0, values[i])
		}
		cuts := []float64{60, 90}
		classes, _, err := ABCClasses(values, cuts)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			want := ABCNone
			if v > 0 {
				var above int64
				for _, other := range values {
					if other > v {
						above += other
					}
				}
				want = 3
				if above*100 < 60*total {
					want = 1
				} else if above*100 < 90*total {
					want = 2
				}
			}
			if classes[i] != want {
				t.Fatalf("%v: client %d is %v, want %v", values, i, classes[i], want)
			}
		}
		if total > 0 && !slices.Contains(classes, ABCClassA) {
			t.Fatalf("%v: nobody in A", values)
		}
	}
}

func TestABCRefuses(t *testing.T) {
	for _, cuts := range [][]float64{nil, {0}, {100}, {90, 60}, {80, 80}, {math.NaN()}, {-5}, {1, 2, 3, 4, 5, 6}} {
		if _, _, err := ABCClasses([]int64{1}, cuts); !errors.Is(err, ErrInput) {
			t.Errorf("cuts %v: got %v, want ErrInput", cuts, err)
		}
	}
	if _, _, err := ABCClasses([]int64{math.MaxInt64, 1}, []float64{80}); !errors.Is(err, ErrOverflow) {
		t.Errorf("got %v, want ErrOverflow", err)
	}
}

func TestABCPresets(t *testing.T) {
	for name, want := range map[string][]float64{"pareto": {80}, "60_90": {60, 90}, "65_90": {65, 90}, "70_90": nil} {
		if cuts, ok := ABCPresets(name); !slices.Equal(cuts, want) || ok != (want != nil) {
			t.Errorf("%s: got %v %v", name, cuts, ok)
		}
	}
}

func TestABCClassText(t *testing.T) {
	text, err := json.Marshal([]ABCClass{0, 1, 6, 9})
	if err != nil || string(text) != `["none","A","F","none"]` {
		t.Errorf("got %s, %v", text, err)
	}
	var back []ABCClass
	if err := json.Unmarshal([]byte(`["none","A","F"]`), &back); err != nil || !slices.Equal(back, []ABCClass{0, 1, 6}) {
		t.Errorf("got %v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`["G"]`), &back); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

func ExampleABCClasses() {
	cuts, _ := ABCPresets("60_90")
	classes, result, _ := ABCClasses([]int64{45, 30, 15, 10, 0}, cuts)
	fmt.Println(classes, result.Classes[0].ClientShare, result.Classes[0].ValueShare)
	// Output: [A A B C none] 0.5 0.75
}
