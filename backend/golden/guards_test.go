package golden

import (
	"fmt"
	"testing"
	"time"

	"clientele/internal/store/storetest"
)

// card is what a test reads of a client's card.
type card struct {
	Provisional bool
	Published   *struct{ Quadrant string }
	Live        *struct{ Quadrant, Relationship string }
	Matrix      *struct {
		Raw, Quadrant string
		Guards        []struct {
			Guard, State, Reason string
			Automatic            bool
		}
	}
	Relationship *struct {
		LetGo bool `json:"let_go"`
	}
}

// quadrant is the one that holds now.
func (c card) quadrant() string {
	switch {
	case c.Live != nil:
		return c.Live.Quadrant
	case c.Published != nil:
		return c.Published.Quadrant
	}
	return ""
}

// soon reads a client's card until it is as wanted, and gives how long that took since the call.
func (p *program) soon(client, what string, wanted func(card) bool) card {
	p.t.Helper()
	var c card
	begin := time.Now()
	for time.Since(begin) < 5*time.Second {
		c = card{}
		p.get("/clients/"+client+"/figures", &c)
		if wanted(c) {
			p.t.Logf("%s after %d ms", what, time.Since(begin).Milliseconds())
			return c
		}
		<-time.After(20 * time.Millisecond)
	}
	p.t.Fatalf("%s: still %+v", what, c)
	return c
}

// An answer by hand changes the client's quadrant at once, before the next run, and its withdrawal takes it back.
func TestAGuardChangesTheQuadrantAtOnce(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(name, func(t *testing.T) {
			p := serve(t, address(t))
			client := p.smallAmongBig()
			p.soon(client, "unverified", func(c card) bool { return c.quadrant() == "unverified" && !c.Provisional })
			guards := "/clients/" + client + "/guards"
			p.call("POST", guards, map[string]string{"guard": "reference", "answer": "yes", "reason": "The mayor drives it"}, 201, nil)
			c := p.soon(client, "mature", func(c card) bool { return c.quadrant() == "mature" && c.Provisional })
			if g := c.Matrix.Guards[0]; c.Matrix.Raw != "low_priority" || c.Published.Quadrant != "unverified" || g.State != "holds" || g.Automatic || g.Reason != "The mayor drives it" {
				t.Errorf("card %+v", c)
			}
			p.call("POST", guards+"/reference/withdraw", map[string]string{"reason": "It was sold"}, 200, nil)
			p.soon(client, "unverified again", func(c card) bool { return c.quadrant() == "unverified" })
			for _, g := range []string{"reference", "growing", "other_division"} {
				p.call("POST", guards, map[string]string{"guard": g, "answer": "no", "reason": "Nothing of the kind"}, 201, nil)
			}
			p.soon(client, "low priority", func(c card) bool { return c.quadrant() == "low_priority" })
			p.call("POST", "/clients/"+client+"/relationship_decisions", map[string]string{"decision": "let_go", "reason": "Too far away"}, 201, nil)
			p.soon(client, "let go", func(c card) bool { return c.Relationship != nil && c.Relationship.LetGo })
			p.run()
			p.soon(client, "low priority in the next run", func(c card) bool { return c.Published.Quadrant == "low_priority" && c.Live == nil })
		})
	}
}

// smallAmongBig makes a base of nine good clients and a small one, runs the portfolio and gives the small one.
func (p *program) smallAmongBig() string {
	p.t.Helper()
	var orders []map[string]any
	sell := func(client string, daysAgo int, price string) {
		orders = append(orders, map[string]any{"source": "t", "reference": fmt.Sprint(len(orders)), "client_source": "t", "client_reference": client,
			"ordered_at": time.Now().UTC().AddDate(0, 0, -daysAgo).Format(time.RFC3339), "lines": []map[string]any{{"sku": "X", "quantity": "1", "unit_price": price}}})
	}
	var small struct{ ID string }
	for i := range 10 {
		name := fmt.Sprint("c", i)
		p.call("POST", "/clients", map[string]string{"last_name": name, "source": "t", "reference": name}, 201, &small)
		if i == 9 {
			sell(name, 300, "5")
			break
		}
		for k := range 4 {
			sell(name, 20+80*k+i, "1000")
		}
	}
	p.call("POST", "/orders/bulk", map[string]any{"items": orders}, 200, nil)
	p.run()
	return small.ID
}

// run runs the portfolio.
func (p *program) run() {
	p.t.Helper()
	var j struct{ ID string }
	p.call("POST", "/portfolio_runs", map[string]any{}, 202, &j)
	p.job(j.ID)
}
