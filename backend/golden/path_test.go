package golden

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"clientele/internal/store/storetest"
)

func TestGoldenPath(t *testing.T) {
	want, c := reckon(t), &classes{want: classify(t)}
	t.Run("sqlite", func(t *testing.T) { walk(t, want, c, storetest.SQLite(t)) })
	t.Run("mysql", func(t *testing.T) { walk(t, want, c, storetest.MySQL(t)) })
	t.Run("sqlite, lines in any order", func(t *testing.T) { inAnyOrder(t, c, storetest.SQLite(t)) })
}

// member is a client of the two groups as the test follows it.
type member struct {
	id, ref, group string
	arm            string
	revenue        int64
	orders         int64
}

func walk(t *testing.T, want reckoning, c *classes, database string) {
	p := serve(t, database)
	p.importFile(want)
	p.runPortfolio(want)
	c.check(p)
	members := p.audience(want)
	campaign, sent := p.campaign(members)
	p.buy(members)
	p.checkResult(campaign, members, sent)
}

// importFile loads the whole file and reconciles it to the penny; a second load changes nothing.
func (p *program) importFile(want reckoning) {
	t := p.t
	read := func() counts {
		f, err := os.Open(dataFile)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		return p.load("online_retail.csv.gz", "retail_lines", f)
	}
	c := read()
	if c.Read != want.lines || c.Kept+c.Rejected != c.Read || c.Rejected != 0 || c.Anonymous != want.anonymous {
		t.Errorf("lines %+v, want %d read, %d anonymous", c, want.lines, want.anonymous)
	}
	if c.Orders.Created != int64(len(want.invoices)) || c.Clients.Created != int64(len(want.clients)) || c.Net != want.minor || c.Amount != want.exact.FloatString(3) {
		t.Errorf("reckoning %+v, want %d orders, %d clients, %d pence, %s", c, len(want.invoices), len(want.clients), want.minor, want.exact.FloatString(3))
	}
	if c = read(); c.Orders.Created+c.Orders.Updated+c.Clients.Created+c.Clients.Updated != 0 || c.Orders.Unchanged != int64(len(want.invoices)) {
		t.Errorf("the same file again: %+v", c)
	}
	sum := int64(0)
	for _, o := range all[struct {
		Net int64 `json:"net_minor"`
	}](p, "/orders?sort=created_at") {
		sum += o.Net
	}
	if sum != want.minor {
		t.Errorf("the orders of the API add up to %d, want %d", sum, want.minor)
	}
}

func (p *program) runPortfolio(want reckoning) {
	var j struct{ ID string }
	p.call("POST", "/portfolio_runs", map[string]string{"as_of": asOf}, 202, &j)
	p.job(j.ID)
	var d struct {
		Clients   int64
		Portfolio struct {
			Clients int64
			AllTime struct {
				Revenue int64 `json:"revenue_minor"`
			} `json:"all_time"`
			ABC struct {
				Classes []struct {
					Clients int64
					Value   int64 `json:"value_minor"`
				}
			}
			RFM struct{ Groups []struct{ Clients int64 } }
		}
	}
	p.get("/dashboard", &d)
	n := int64(len(want.clients))
	if d.Clients != n || d.Portfolio.Clients != n || d.Portfolio.AllTime.Revenue != want.minor {
		p.t.Errorf("dashboard %+v, want %d clients and %d pence", d, n, want.minor)
	}
	classed := int64(0)
	for _, c := range d.Portfolio.ABC.Classes {
		classed += c.Clients
	}
	if classed != n {
		p.t.Errorf("ABC classes hold %d clients, want %d", classed, n)
	}
}

// audience imports e-mails and consents by reference and gives the clients of the two groups that may be written to:
// every fifth client has no consent, every seventh no e-mail.
func (p *program) audience(want reckoning) []*member {
	var mails, consents bytes.Buffer
	mails.WriteString("client_reference,email\n")
	consents.WriteString("client_reference,channel,purpose,state,date,wording\n")
	refs := make([]string, 0, len(want.clients))
	for ref := range want.clients {
		refs = append(refs, strings.TrimSuffix(ref, ".0"))
	}
	slices.Sort(refs)
	for i, ref := range refs {
		if i%7 != 0 {
			fmt.Fprintf(&mails, "%s,c%s@retail.example\n", ref, ref)
		}
		if i%5 != 0 {
			fmt.Fprintf(&consents, "%s,email,marketing,granted,2011-12-01 10:00,I agree\n", ref)
		}
	}
	if c := p.load("emails.csv", "emails", &mails); c.Rejected != 0 {
		p.t.Fatalf("e-mails %+v", c)
	}
	if c := p.load("consents.csv", "consents", &consents); c.Rejected != 0 {
		p.t.Fatalf("consents %+v", c)
	}
	may := map[string]bool{}
	for i, ref := range refs {
		may[ref] = i%7 != 0 && i%5 != 0
	}
	var out []*member
	for _, group := range []string{"champions", "at_risk"} {
		for _, c := range all[struct{ ID, Reference string }](p, "/clients?rfm_group="+group) {
			if may[c.Reference] {
				out = append(out, &member{id: c.ID, ref: c.Reference, group: group})
			}
		}
	}
	return out
}

// campaign makes the offer and the campaign, launches it, waits until the mail server has everything, and gives its id and the number sent.
func (p *program) campaign(members []*member) (string, int64) {
	t := p.t
	segments := map[string]string{}
	for _, s := range all[struct{ ID, Code string }](p, "/segments?kind=computed") {
		segments[s.Code] = s.ID
	}
	in := []string{segments["rfm_group:champions"], segments["rfm_group:at_risk"]}
	var placement, offer, made struct {
		ID      string
		Version int64
		Salt    string
	}
	p.call("POST", "/placements", map[string]any{"code": "home", "name": "Home", "channel": "mobile", "size": 1}, 201, &placement)
	p.call("POST", "/offers", map[string]any{"code": "spring", "name": "Spring", "kind": "discount", "priority": 10, "segment_ids": in, "placement_ids": []string{placement.ID},
		"variants": []map[string]any{{"name": "best", "segment_ids": in[:1], "title_en": "Thank you", "text_en": "20 % for you", "discount_kind": "percent", "discount_value": 2000},
			{"name": "back", "title_en": "Come back", "text_en": "10 % for you", "discount_kind": "percent", "discount_value": 1000}}}, 201, &offer)
	p.send("POST", "/offers/"+offer.ID+"/approve", "application/json", strings.NewReader("{}"), map[string]string{"If-Match": `"v1"`}, 200, nil)
	p.decide(members[0], placement.ID)
	p.call("POST", "/campaigns", map[string]any{"name": "Spring", "objective": "revenue", "offer_id": offer.ID, "segment_ids": in, "control_share": 0.1, "window_days": 30,
		"fixed_cost_minor": 10000, "contact_cost_micro": 10000, "rate_per_minute": 100000, "subject_en": "{{ offer.title }}, {{ client.name }}",
		"html_en": `<p>{{ offer.text }}</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>`, "text_en": "{{ offer.text }}\n{{ unsubscribe_url }}"}, 201, &made)
	var read struct{ Salt string }
	p.get("/campaigns/"+made.ID, &read)
	var f struct{ Eligible, Control, Treated int64 }
	p.call("POST", "/campaigns/"+made.ID+"/audience", map[string]any{}, 200, &f)
	treated := int64(0)
	for _, m := range members {
		if m.arm = arm(read.Salt, m.id, 100); m.arm == "treated" {
			treated++
		}
	}
	if f.Eligible != int64(len(members)) || f.Treated != treated || f.Control != f.Eligible-treated {
		t.Fatalf("audience %+v, want %d eligible, %d treated", f, len(members), treated)
	}
	p.call("POST", "/campaigns/"+made.ID+"/launch", map[string]any{"expected": treated}, 200, nil)
	p.waitSent(made.ID)
	p.checkMessages(members, treated)
	return made.ID, treated
}

// decide asks for a decision for one champion and gives feedback on it, twice with one key.
func (p *program) decide(m *member, placement string) {
	var d struct {
		Placements []struct {
			Propositions []struct{ Title, Token string }
		}
	}
	p.call("POST", "/decisions", map[string]any{"client_id": m.id, "placements": []string{"home"}, "context": map[string]string{"language": "en"}}, 200, &d)
	if len(d.Placements) != 1 || len(d.Placements[0].Propositions) != 1 || d.Placements[0].Propositions[0].Title != "Thank you" {
		p.t.Fatalf("decision %+v", d)
	}
	event := map[string]any{"items": []map[string]any{{"key": "e1", "kind": "click", "token": d.Placements[0].Propositions[0].Token, "at": time.Now().UTC().Format(time.RFC3339)}}}
	var r struct{ Recorded, Duplicates int }
	p.call("POST", "/offer_events", event, 200, &r)
	if p.call("POST", "/offer_events", event, 200, &r); r.Duplicates != 1 {
		p.t.Errorf("the same event again: %+v", r)
	}
	_ = placement
}

// arm is the documented formula, written anew.
func arm(salt, client string, permille uint64) string {
	sum := sha256.Sum256([]byte(salt + ":" + client))
	if binary.BigEndian.Uint64(sum[:8])%1000 < permille {
		return "control"
	}
	return "treated"
}

func (p *program) waitSent(campaign string) {
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); <-time.After(100 * time.Millisecond) {
		var c struct{ State string }
		if p.get("/campaigns/"+campaign, &c); c.State == "sent" {
			return
		}
	}
	p.t.Fatal("the campaign is not sent")
}

// checkMessages compares what the mail server took with the treated members, one message each; one of them unsubscribes by one click.
func (p *program) checkMessages(members []*member, treated int64) {
	t := p.t
	messages := p.sink.Messages()
	if int64(len(messages)) != treated || len(p.sink.Twice()) > 0 {
		t.Fatalf("the mail server took %d messages, want %d; twice %v", len(messages), treated, p.sink.Twice())
	}
	to := map[string]string{}
	for _, m := range messages {
		to[strings.Trim(m.To, "<>")] = m.Header.Get("List-Unsubscribe")
		if m.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
			t.Fatalf("no one-click unsubscribe in %v", m.Header)
		}
	}
	link := ""
	for _, m := range members {
		v, got := to["c"+m.ref+"@retail.example"]
		if got != (m.arm == "treated") {
			t.Errorf("client %s (%s): a message is %v", m.ref, m.arm, got)
		}
		if got {
			link = v
		}
	}
	link = strings.Trim(strings.Split(link, ",")[0], "<> ")
	p.unsubscribe(link[strings.Index(link, "/u/"):])
}

// buy imports orders with a known effect, as a file of order lines: every third treated client buys for 30, every fourth control client
// for 20, every ninth treated one brings 5 back.
func (p *program) buy(members []*member) {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		p.t.Fatal(err)
	}
	at := time.Now().In(zone).Add(time.Minute).Format("2006-01-02 15:04:05")
	var b bytes.Buffer
	b.WriteString("reference,client_reference,date,sku,quantity,unit_price\n")
	n := map[string]int{}
	for _, m := range members {
		k := n[m.arm]
		n[m.arm]++
		var price int64
		switch {
		case m.arm == "treated" && k%3 == 0:
			price = 3000
		case m.arm == "control" && k%4 == 0:
			price = 2000
		default:
			continue
		}
		m.revenue, m.orders = price, 1
		fmt.Fprintf(&b, "N%s,%s,%s,85123A,2,%d.%02d\n", m.ref, m.ref, at, price/200, price/2%100)
		if m.arm == "treated" && k%9 == 0 {
			m.revenue -= 500
			fmt.Fprintf(&b, "CN%s,%s,%s,85123A,-1,5.00\n", m.ref, m.ref, at)
		}
	}
	if c := p.load("orders.csv", "retail_lines", strings.NewReader(strings.Replace(b.String(), "reference,client_reference,date,sku,quantity,unit_price", "InvoiceNo,CustomerID,InvoiceDate,StockCode,Quantity,UnitPrice", 1))); c.Rejected != 0 {
		p.t.Fatalf("orders %+v", c)
	}
}

type interval struct{ Estimate, Low, High float64 }

type results struct {
	Reached, Sent, Failed, Unsubscribed int64
	Treated, Control                    struct {
		Clients, Buyers, Orders int64
		Revenue                 int64 `json:"revenue_minor"`
	}
	Cost int64 `json:"cost_minor"`
	Lift struct {
		PerClient   interval `json:"revenue_per_client_minor"`
		Incremental interval `json:"incremental_revenue_minor"`
	}
}

// checkResult computes every figure of the result anew: sums by hand, the interval by Welch's formula.
func (p *program) checkResult(campaign string, members []*member, sent int64) {
	t := p.t
	var r results
	p.get("/campaigns/"+campaign+"/results", &r)
	x := map[string][]float64{}
	orders, buyers, revenue := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, m := range members {
		x[m.arm] = append(x[m.arm], float64(m.revenue))
		orders[m.arm] += m.orders
		revenue[m.arm] += m.revenue
		if m.orders > 0 {
			buyers[m.arm]++
		}
	}
	if r.Reached != sent || r.Sent != sent || r.Failed != 0 || r.Unsubscribed != 1 {
		t.Errorf("reached %d, sent %d, failed %d, unsubscribed %d; want %d sent, 1 unsubscribed", r.Reached, r.Sent, r.Failed, r.Unsubscribed, sent)
	}
	for arm, got := range map[string]struct{ c, b, o, m int64 }{"treated": {r.Treated.Clients, r.Treated.Buyers, r.Treated.Orders, r.Treated.Revenue},
		"control": {r.Control.Clients, r.Control.Buyers, r.Control.Orders, r.Control.Revenue}} {
		if got.c != int64(len(x[arm])) || got.b != buyers[arm] || got.o != orders[arm] || got.m != revenue[arm] {
			t.Errorf("%s: %+v, want %d clients, %d buyers, %d orders, %d pence", arm, got, len(x[arm]), buyers[arm], orders[arm], revenue[arm])
		}
	}
	if cost := 10000 + sent; r.Cost != cost {
		t.Errorf("cost %d, want %d", r.Cost, cost)
	}
	w := welch(x["treated"], x["control"])
	near(t, "revenue per client", r.Lift.PerClient, w, 1)
	near(t, "incremental revenue", r.Lift.Incremental, w, float64(len(x["treated"])))
}

func near(t *testing.T, what string, got, want interval, times float64) {
	t.Helper()
	for _, v := range [][2]float64{{got.Estimate, want.Estimate * times}, {got.Low, want.Low * times}, {got.High, want.High * times}} {
		if math.Abs(v[0]-v[1]) > 1e-6*math.Max(1, math.Abs(v[1])) {
			t.Errorf("%s: %s, want %s", what, text(got, 1), text(want, times))
			return
		}
	}
}

func text(i interval, times float64) string {
	f := func(v float64) string { return strconv.FormatFloat(v*times, 'f', 6, 64) }
	return f(i.Estimate) + " [" + f(i.Low) + ", " + f(i.High) + "]"
}

// welch is the difference of two means with its 95 % interval (Welch 1947), as in any textbook.
func welch(a, b []float64) interval {
	ma, va := moments(a)
	mb, vb := moments(b)
	na, nb := float64(len(a)), float64(len(b))
	se2 := va/na + vb/nb
	df := se2 * se2 / (va*va/(na*na*(na-1)) + vb*vb/(nb*nb*(nb-1)))
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975) * math.Sqrt(se2)
	return interval{ma - mb, ma - mb - half, ma - mb + half}
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		variance += (v - mean) * (v - mean)
	}
	return mean, variance / float64(len(x)-1)
}
