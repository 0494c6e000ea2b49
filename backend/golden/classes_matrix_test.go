package golden

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

type quadrantTotal struct {
	Quadrant string
	Clients  int64
	Actual   int64 `json:"actual_minor"`
}

// checkMatrix counts the quadrants anew from the clients' own amounts: the cuts by the rule of 80 %, the quadrants by the cuts, the guarded
// ones by the answers. Raw and guarded counts both add up to all clients.
func (p *program) checkMatrix(got map[string]map[string]string) {
	t := p.t
	var d struct {
		Cuts struct {
			Actual    int64 `json:"actual_minor"`
			Potential int64 `json:"potential_minor"`
		}
		Raw, Quadrants []quadrantTotal
		Guards         []struct{ Holds, Refused, Unanswered int64 }
		Guarded        int64
	}
	p.get("/portfolio/matrix", &d)
	actual, potential := map[string]int64{}, map[string]int64{}
	for ref, g := range got {
		actual[ref], potential[ref] = minorOf(t, g["actual"]), minorOf(t, g["potential"])
	}
	if a, b := cutAt80(actual), cutAt80(potential); a != d.Cuts.Actual || b != d.Cuts.Potential {
		t.Errorf("cuts %+v, want %d and %d", d.Cuts, a, b)
	}
	raw, guarded, low := map[string]int64{}, map[string]int64{}, int64(0)
	for ref, g := range got {
		q := quadrant(actual[ref] >= d.Cuts.Actual && actual[ref] > 0, potential[ref] >= d.Cuts.Potential && potential[ref] > 0)
		if g["raw_quadrant"] != q || q != "low_priority" && g["quadrant"] != q {
			t.Errorf("client %s: raw %s, guarded %s, want %s", ref, g["raw_quadrant"], g["quadrant"], q)
		}
		raw[q]++
		guarded[g["quadrant"]]++
		if q == "low_priority" && g["quadrant"] != "low_priority" && g["quadrant"] != "unverified" {
			low++
		}
	}
	for _, side := range []struct {
		name   string
		totals []quadrantTotal
		want   map[string]int64
	}{{"raw_quadrant", d.Raw, raw}, {"quadrant", d.Quadrants, guarded}} {
		sum := int64(0)
		for _, q := range side.totals {
			sum += q.Clients
			if found := p.total(side.name + "=" + q.Quadrant); q.Clients != side.want[q.Quadrant] || found != q.Clients {
				t.Errorf("%s %s: %d clients, %d found, want %d", side.name, q.Quadrant, q.Clients, found, side.want[q.Quadrant])
			}
		}
		if sum != int64(len(got)) {
			t.Errorf("%s adds up to %d of %d clients", side.name, sum, len(got))
		}
	}
	for _, g := range d.Guards {
		if g.Holds+g.Refused+g.Unanswered != raw["low_priority"] {
			t.Errorf("guards %+v speak of %d clients", g, raw["low_priority"])
		}
	}
	if d.Guarded != low {
		t.Errorf("%d clients are guarded, want %d", d.Guarded, low)
	}
	t.Logf("matrix raw %v, guarded %v", raw, guarded)
}

func quadrant(actualHigh, potentialHigh bool) string {
	switch {
	case actualHigh && potentialHigh:
		return "desirable"
	case actualHigh:
		return "mature"
	case potentialHigh:
		return "underdeveloped"
	}
	return "low_priority"
}

// cutAt80 is the least amount of those who together make 80 % of all that is positive; whoever crosses the line is among them.
func cutAt80(amounts map[string]int64) int64 {
	all, total := []int64{}, int64(0)
	for _, v := range amounts {
		if v > 0 {
			all, total = append(all, v), total+v
		}
	}
	slices.Sort(all)
	slices.Reverse(all)
	sum, cut := int64(0), int64(0)
	for _, v := range all {
		if sum*100 >= total*80 {
			break
		}
		sum, cut = sum+v, v
	}
	return cut
}

func minorOf(t *testing.T, text string) int64 {
	t.Helper()
	if text == "" {
		return 0
	}
	v, err := strconv.ParseInt(strings.Replace(text, ".", "", 1), 10, 64)
	if err != nil || len(text) < 4 || text[len(text)-3] != '.' {
		t.Fatalf("amount %q: %v", text, err)
	}
	return v
}
