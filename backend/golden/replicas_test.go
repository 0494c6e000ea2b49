package golden

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"clientele/internal/channel/smtptest"
	"clientele/internal/store/storetest"
)

// visibleWithin is how soon a change made through one process must be decided by in the other; a busy machine may take longer now and
// then, so the median of several changes counts.
const (
	visibleWithin = time.Second
	changesEach   = 5
)

// TestReplicasDecideByTheSame runs two processes on one MariaDB. What one of them changes of a segment, of a client that a rule speaks of, or of an
// offer is decided by in the other within a second, although the other remembers what it read.
func TestReplicasDecideByTheSame(t *testing.T) {
	database := storetest.MySQL(t)
	here := &program{t: t, sink: smtptest.Start(t)}
	here.spawn(database, t.TempDir())
	there := &program{t: t, sink: here.sink}

	var client, segment, offer made
	here.call("POST", "/clients", map[string]any{"first_name": "Ada", "last_name": "Lovelace", "city": "Paris"}, 201, &client)
	here.call("POST", "/segments", map[string]any{"name": "Gold", "description": ""}, 201, &segment)
	var place made
	here.call("POST", "/placements", map[string]any{"code": "home", "name": "Home", "channel": "web", "size": 3}, 201, &place)
	there.spawn(database, t.TempDir()) // after the placement, which it could not be asked for before it knew it
	aimed := func(code string, fields map[string]any) (o made) {
		body := map[string]any{"code": code, "name": code, "kind": "service", "placement_ids": []string{place.ID},
			"variants": []map[string]any{{"name": "d", "title_en": "T", "text_en": "X"}}}
		for k, v := range fields {
			body[k] = v
		}
		here.call("POST", "/offers", body, 201, &o)
		here.call("POST", "/offers/"+o.ID+"/approve", nil, 200, nil)
		return o
	}
	aimed("gold", map[string]any{"segment_ids": []string{segment.ID}})
	aimed("lyon", map[string]any{"eligibility_rule": map[string]any{"version": 1, "root": map[string]any{"field": "client.city", "op": "is", "value": "Lyon"}}})
	offer = aimed("all", nil)
	shown := func(p *program) (codes []string) {
		var d struct {
			Placements []struct {
				Propositions []struct {
					Code string `json:"offer_code"`
				}
			}
		}
		p.call("POST", "/decisions", map[string]any{"client_id": client.ID, "placements": []string{"home"}, "preview": true}, 200, &d)
		for _, v := range d.Placements[0].Propositions {
			codes = append(codes, v.Code)
		}
		return codes
	}
	until := func(code string, want bool, most time.Duration) time.Duration {
		start, look := time.Now(), time.NewTicker(5*time.Millisecond)
		defer look.Stop()
		for range look.C {
			if slices.Contains(shown(there), code) == want {
				return time.Since(start)
			}
			if time.Since(start) > most {
				t.Fatalf("%s shown: %v is not seen within %v", code, want, most)
			}
		}
		return 0
	}
	until("all", true, time.Minute)
	for _, c := range []struct {
		name, code string
		change     func(on bool)
	}{
		{"members of a segment", "gold", func(on bool) {
			here.call("POST", "/segments/"+segment.ID+"/members", map[string]any{map[bool]string{true: "add", false: "remove"}[on]: []string{client.ID}}, 200, nil)
		}},
		{"a client that a rule speaks of", "lyon", func(on bool) {
			here.moveTo("/clients/"+client.ID, map[bool]string{true: "Lyon", false: "Paris"}[on])
		}},
		{"an offer", "all", func(on bool) {
			if on {
				here.call("POST", "/offers/"+offer.ID+"/approve", nil, 200, nil)
			} else {
				here.call("POST", "/offers/"+offer.ID+"/restore", nil, 200, nil)
			}
		}},
	} {
		var took []time.Duration
		on := slices.Contains(shown(there), c.code)
		for range 2 * changesEach {
			on = !on
			c.change(on)
			took = append(took, until(c.code, on, 20*time.Second))
		}
		slices.Sort(took)
		t.Logf("%s: visible after %v (median), %v at most", c.name, took[len(took)/2], took[len(took)-1])
		if took[len(took)/2] > visibleWithin {
			t.Errorf("%s: visible after %v, want %v", c.name, took[len(took)/2], visibleWithin)
		}
	}
}

// made is a record that was added.
type made struct {
	ID string `json:"id"`
}

// moveTo replaces the client's fields with another city.
func (p *program) moveTo(path, city string) {
	p.t.Helper()
	header := p.send("GET", path, "application/json", bytes.NewReader(nil), nil, 200, nil)
	body := fmt.Sprintf(`{"first_name":"Ada","last_name":"Lovelace","city":%q}`, city)
	p.send("PUT", path, "application/json", strings.NewReader(body), map[string]string{"If-Match": header.Get("ETag")}, 200, nil)
}
