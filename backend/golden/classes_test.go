package golden

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"reflect"
	"testing"
)

// classes is what a plain computation over the file says, and what the first program said that ran over it.
type classes struct {
	want  map[string]*buyer
	first map[string]map[string]string
}

// check compares the published run with the plain computation, recounts every class from the clients behind it, and holds each client to what
// the run before said on another engine or with the lines in another order.
func (c *classes) check(p *program) {
	p.t.Helper()
	got := p.classTable()
	p.checkClients(c.want, got)
	p.checkValue(c.want)
	p.checkScores(c.want, got)
	p.checkMatrix(got)
	if c.first == nil {
		c.first = got
	} else if !reflect.DeepEqual(c.first, got) {
		reportDifferences(p.t, c.first, got)
	}
}

// inAnyOrder loads the file in two parts, their lines shuffled, and classes its clients.
func inAnyOrder(t *testing.T, c *classes, database string) {
	p := serve(t, database)
	for i, f := range shuffled(t, rand.New(rand.NewPCG(3, 3)).Shuffle) {
		if n := p.load(fmt.Sprintf("part%d.csv", i), "retail_lines", f); n.Rejected != 0 {
			t.Errorf("part %d: %+v", i, n)
		}
	}
	var j struct{ ID string }
	p.call("POST", "/portfolio_runs", map[string]string{"as_of": asOf}, 202, &j)
	p.job(j.ID)
	c.check(p)
}

// classTable reads what the run says of every client, by reference, without what differs from base to base.
func (p *program) classTable() map[string]map[string]string {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodGet, p.base+"/api/v1/portfolio/export?table=clients&format=csv", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+p.token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	rows, err := csv.NewReader(res.Body).ReadAll()
	if err != nil || res.StatusCode != http.StatusOK {
		p.t.Fatalf("export: %d %v", res.StatusCode, err)
	}
	out := map[string]map[string]string{}
	for _, row := range rows[1:] {
		one := map[string]string{}
		for i, name := range rows[0] {
			one[name] = row[i]
		}
		delete(one, "client_id")
		out[one["reference"]] = one
	}
	return out
}

// checkClients compares each client's figures with the plain computation. Whoever only brought things back, and whoever is worth nothing or
// less, is in no class; equal figures have equal scores because each score is that of the computation.
func (p *program) checkClients(want map[string]*buyer, got map[string]map[string]string) {
	p.t.Helper()
	if len(got) != len(want) {
		p.t.Errorf("%d clients, want %d", len(got), len(want))
	}
	wrong, returning, worthless := 0, 0, 0
	for ref, b := range want {
		g := got[ref]
		text := fmt.Sprint(b.last, " ", b.orders, " ", decimal(b.value), " ", b.abc, " ", scores(b))
		have := fmt.Sprint(g["last_order_day"], " ", g["orders"], " ", g["revenue"], " ", g["abc"], " ", g["r"]+g["f"]+g["m"])
		if text != have {
			if wrong++; wrong < 10 {
				p.t.Errorf("client %s: %s, want %s", ref, have, text)
			}
		}
		if b.onlyBringsBack {
			returning++
			if b.abc != "none" || g["rfm_group"] != "" || g["relationship"] != "prospect" && g["relationship"] != "" {
				p.t.Errorf("client %s only brought things back: %v", ref, g)
			}
		}
		if b.value <= 0 {
			worthless++
		}
	}
	if wrong > 0 || returning == 0 || worthless <= returning {
		p.t.Errorf("%d clients are wrong; %d only brought things back, %d are worth nothing or less", wrong, returning, worthless)
	}
}

func scores(b *buyer) string {
	if b.onlyBringsBack {
		return ""
	}
	return fmt.Sprint(b.r*100 + b.f*10 + b.m)
}

// decimal writes an amount of minor units as the tables do.
func decimal(minor int64) string {
	sign := ""
	if minor < 0 {
		sign, minor = "-", -minor
	}
	return fmt.Sprintf("%s%d.%02d", sign, minor/100, minor%100)
}

// total gives how many clients a filter of the list finds.
func (p *program) total(filter string) int64 {
	p.t.Helper()
	var l struct{ Total int64 }
	p.get("/clients?limit=1&total=true&"+filter, &l)
	return l.Total
}

// checkValue compares the classes of value: how many clients, what they are worth, and that as many are found behind each.
func (p *program) checkValue(want map[string]*buyer) {
	t := p.t
	clients, value := map[string]int64{}, map[string]int64{}
	for _, b := range want {
		clients[b.abc]++
		value[b.abc] += b.value
	}
	var d struct {
		ABC struct {
			Classes []struct {
				ABC     string
				Clients int64
				Value   int64 `json:"value_minor"`
			}
		}
	}
	p.get("/portfolio", &d)
	if len(d.ABC.Classes) != 4 {
		t.Fatalf("classes %+v", d)
	}
	for _, c := range d.ABC.Classes {
		if found := p.total("abc=" + c.ABC); c.Clients != clients[c.ABC] || c.Value != value[c.ABC] || found != c.Clients {
			t.Errorf("class %s: %d clients worth %d, %d found; want %d worth %d", c.ABC, c.Clients, c.Value, found, clients[c.ABC], value[c.ABC])
		}
	}
	t.Logf("ABC %v", clients)
}

// checkScores compares the cells and, by the published map, the groups.
func (p *program) checkScores(want map[string]*buyer, got map[string]map[string]string) {
	t := p.t
	cells, grid := map[string]int64{}, map[string]int64{}
	for _, b := range want {
		if s := scores(b); s != "" {
			cells[s]++
			grid[s[:2]]++
		}
	}
	type cell struct{ R, F, M, Clients int64 }
	var d struct {
		RFM struct {
			Cells []cell
			Grid  []cell `json:"recency_frequency"`
			Map   []struct {
				Group string
				Cells []string
			}
			Groups []struct {
				Group   string
				Clients int64
			}
		}
	}
	p.get("/portfolio", &d)
	of, groups := map[string]string{}, map[string]int64{}
	for _, line := range d.RFM.Map {
		for _, c := range line.Cells {
			of[c] = line.Group
		}
	}
	for c, n := range cells {
		groups[of[c]] += n
	}
	counted, flat := map[string]int64{}, map[string]int64{}
	for _, c := range d.RFM.Cells {
		if c.Clients > 0 {
			counted[fmt.Sprint(c.R*100+c.F*10+c.M)] = c.Clients
		}
	}
	for _, c := range d.RFM.Grid {
		if c.Clients > 0 {
			flat[fmt.Sprint(c.R*10+c.F)] = c.Clients
		}
	}
	if len(of) != 125 || !maps.Equal(counted, cells) || !maps.Equal(flat, grid) {
		t.Errorf("map of %d cells; cells %v, want %v", len(of), counted, cells)
	}
	for _, g := range d.RFM.Groups {
		if found := p.total("rfm_group=" + g.Group); g.Group != "none" && (g.Clients != groups[g.Group] || found != g.Clients) {
			t.Errorf("group %s: %d clients, %d found, want %d", g.Group, g.Clients, found, groups[g.Group])
		}
	}
	for ref, g := range got {
		if g["r"] != "" && g["rfm_group"] != of[g["r"]+g["f"]+g["m"]] {
			t.Errorf("client %s: %s at %s%s%s", ref, g["rfm_group"], g["r"], g["f"], g["m"])
		}
	}
	t.Logf("RFM %v", groups)
}

// reportDifferences says which columns of which clients differ.
func reportDifferences(t *testing.T, a, b map[string]map[string]string) {
	t.Helper()
	columns := map[string]int{}
	for ref, one := range a {
		for name, v := range one {
			if b[ref][name] != v {
				if columns[name]++; columns[name] < 3 {
					t.Logf("client %s: %s is %q and %q", ref, name, v, b[ref][name])
				}
			}
		}
	}
	t.Errorf("clients that differ, by column: %v", columns)
}
