package httpapi_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/xuri/excelize/v2"

	"clientele/internal/account"
	"clientele/internal/channel/smtptest"
	"clientele/internal/config"
	"clientele/internal/fault"
	"clientele/internal/job"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// mailing is the program with a mail server behind it, and clients that may be written to.
type mailing struct {
	*program
	t       *testing.T
	sink    *smtptest.Sink
	clients []string
	segment string
}

func eachMailing(t *testing.T, test func(t *testing.T, m *mailing)) {
	t.Helper()
	for _, engine := range []struct {
		name    string
		address func(testing.TB) string
	}{{"sqlite", storetest.SQLite}, {"mysql", storetest.MySQL}} {
		t.Run(engine.name, func(t *testing.T) {
			sink := smtptest.Start(t)
			m := &mailing{t: t, sink: sink, program: start(t, engine.address(t), func(c *config.Config) {
				c.SMTPURL, c.PublicURL, c.MailFrom = sink.URL(), "https://crm.test", "news@crm.test"
			})}
			m.people(12)
			test(t, m)
		})
	}
}

func (m *mailing) people(n int) {
	m.t.Helper()
	for i := range n {
		name := fmt.Sprintf("P%d", i)
		if i == 3 {
			name = "=cmd()"
		}
		v := m.create(m.t, "/clients", fmt.Sprintf(`{"kind":"b2c","source":"crm","reference":"C%d","last_name":%q,"email":"p%d@x.test","language":"fr"}`, i, name, i))
		m.do(m.t, call{role: account.Manager, method: "POST", path: "/clients/" + v + "/consents", want: 201,
			body: `{"channel":"email","purpose":"marketing","state":"granted","source":"crm"}`})
		m.clients = append(m.clients, v)
	}
	m.segment = m.create(m.t, "/segments", `{"name":"Everybody","client_ids":["`+strings.Join(m.clients, `","`)+`"]}`)
}

// draft adds a campaign that could be launched; more is JSON to put before its fields.
func (m *mailing) draft(more string) string {
	m.t.Helper()
	return m.create(m.t, "/campaigns", `{`+more+`"name":"Printemps","segment_ids":["`+m.segment+`"],"subject_fr":"Bonjour {{ client.last_name }}","html_fr":"<a href=\"{{ unsubscribe_url }}\">x</a>","text_fr":"{{ unsubscribe_url }}"}`)
}

// send does what the runner would do with the jobs there are.
func (m *mailing) send() {
	m.t.Helper()
	ctx, jobs := context.Background(), store.NewJobs(m.DB)
	for {
		j, err := jobs.Claim(ctx, time.Minute)
		if fault.Is(err, fault.KindNotFound) {
			return
		}
		if err != nil {
			m.t.Fatal(err)
		}
		_, err = m.Services.Campaigns.Send(ctx, j, quietProgress{})
		if later, ok := errors.AsType[job.Later](err); ok {
			if err := jobs.Postpone(ctx, j, later.At); err != nil {
				m.t.Fatal(err)
			}
			return
		}
		if err != nil {
			m.t.Fatal(err)
		}
		j.State, j.Result = job.Done, "{}"
		if err := jobs.Finish(ctx, j); err != nil {
			m.t.Fatal(err)
		}
	}
}

type quietProgress struct{}

func (quietProgress) Update(context.Context, int64, int64, string) error { return nil }

func TestCampaigns(t *testing.T) {
	eachMailing(t, func(t *testing.T, m *mailing) {
		one := m.draft(`"code":"spring",`)
		path := "/campaigns/" + one
		fields := `{"code":"spring","name":"Été","segment_ids":["` + m.segment + `"],"control_share":0.25,"window_days":60,"subject_en":"Hello","text_en":"{{ unsubscribe_url }}"}`
		var calls []call
		for _, p := range []string{"", "/progress", "/members", "/members/export", "/results", "/results/export"} {
			calls = append(calls, guarded("GET", path+p, nil)...)
			calls = append(calls, call{role: account.Analyst, method: "GET", path: "/campaigns/7" + p, want: 404, has: []string{"campaign_not_found"}})
		}
		bodies := map[string]any{"/preview": `{}`, "/test_send": `{"address":"a@x.test"}`, "/launch": `{}`}
		for _, p := range []string{"/copy", "/archive", "/restore", "/preview", "/test_send"} {
			calls = append(calls, guarded("POST", path+p, bodies[p], account.Analyst, account.Sales)...)
			calls = append(calls, call{role: account.Marketer, method: "POST", path: "/campaigns/7" + p, body: bodies[p], want: 404})
		}
		for _, p := range []string{"/launch", "/unschedule", "/pause", "/resume", "/cancel"} {
			calls = append(calls, guarded("POST", path+p, bodies[p], account.Analyst, account.Sales, account.Marketer)...)
			calls = append(calls, call{role: account.Manager, method: "POST", path: "/campaigns/7" + p, body: bodies[p], want: 404})
			if p != "/launch" {
				calls = append(calls, call{role: account.Manager, method: "POST", path: path + p, want: 409, has: []string{"wrong_state"}})
			}
		}
		m.run(t, slices.Concat(calls,
			guarded("GET", "/campaigns", nil), guarded("POST", "/campaigns", fields, account.Analyst, account.Sales), guarded("PUT", path, fields, account.Analyst, account.Sales),
			guarded("POST", path+"/audience", nil),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"state":"draft"`, `"code":"spring"`, `"from_email":"news@crm.test"`, `"salt":"`}, not: []string{"name_key", "prior_state"}},
				{role: account.Analyst, method: "GET", path: "/campaigns?q=print&state=draft&total=true", want: 200, has: []string{one, `"total":1`}, not: []string{"html_fr", "salt"}},
				{role: account.Analyst, method: "GET", path: "/campaigns?state=sent", want: 200, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/campaigns?state=blue", want: 422},
				{role: account.Analyst, method: "GET", path: "/campaigns?sort=budget", want: 422},
				{role: account.Analyst, method: "GET", path: path + "/members?arm=left", want: 422},
				{name: "a code that is taken", role: account.Marketer, method: "POST", path: "/campaigns", body: fields, want: 422, has: []string{`"taken"`}},
				{name: "no name", role: account.Marketer, method: "POST", path: "/campaigns", body: `{"name":" "}`, want: 422, has: []string{`"name"`}},
				{name: "an unknown field", role: account.Marketer, method: "POST", path: "/campaigns", body: `{"colour":"red"}`, want: 400, has: []string{`"colour"`}},
				{name: "what is out of range", role: account.Marketer, method: "POST", path: "/campaigns", want: 422,
					body: `{"name":"x","control_share":0.95,"window_days":-1,"objective":"fame","from_email":"x","rate_per_minute":-1,"segment_ids":["7"],"offer_id":"9","budget_minor":-1}`,
					has:  []string{`"control_share"`, `"window_days"`, `"objective"`, `"from_email"`, `"rate_per_minute"`, `"budget_minor"`}},
				{name: "what does not exist", role: account.Marketer, method: "POST", path: "/campaigns", body: `{"name":"x","segment_ids":["7"],"offer_id":"9"}`, want: 422, has: []string{`"segment_ids"`, `"offer_id"`}},
				{name: "a share finer than thousandths", role: account.Marketer, method: "POST", path: "/campaigns", body: `{"name":"x","control_share":0.12345}`, want: 422, has: []string{`"control_share"`}},
				{name: "PUT without a version", role: account.Marketer, method: "PUT", path: path, body: fields, want: 428},
				{name: "PUT of an old version", role: account.Marketer, method: "PUT", path: path, body: fields, version: 9, want: 412},
				{name: "PUT that is no JSON", role: account.Marketer, method: "PUT", path: path, body: `{`, version: 1, want: 400},
				{name: "PUT without a name", role: account.Marketer, method: "PUT", path: path, body: `{"name":""}`, version: 1, want: 422},
				{role: account.Marketer, method: "PUT", path: "/campaigns/7", body: fields, version: 1, want: 404},
				{role: account.Marketer, method: "PUT", path: path, body: fields, version: 1, want: 200, has: []string{`"version":2`, `"name":"Été"`, `"control_share":0.25`, `"window_days":60`, `"html_fr":""`}},
				{role: account.Marketer, method: "POST", path: path + "/copy", want: 201, has: []string{`"name":"Été (2)"`, `"state":"draft"`}, not: []string{`"code":"spring"`}},
				{role: account.Analyst, method: "POST", path: path + "/audience", want: 200, has: []string{`"in_segments":12`, `"eligible":12`}},
				{role: account.Marketer, method: "POST", path: path + "/preview", body: `{}`, want: 200, has: []string{`"subject":"Hello"`, `"language":"en"`, "https://crm.test/u/preview"}},
				{role: account.Marketer, method: "POST", path: path + "/preview", body: `{"client_id":"` + m.clients[0] + `"}`, want: 200, has: []string{`"subject":"Hello"`}},
				{role: account.Marketer, method: "POST", path: path + "/preview", body: `{"client_id":"7"}`, want: 404, has: []string{"client_not_found"}},
				{role: account.Marketer, method: "POST", path: path + "/preview", body: `{"colour":1}`, want: 400},
				{role: account.Marketer, method: "POST", path: path + "/test_send", body: `{"address":"nobody"}`, want: 422, has: []string{`"address"`}},
				{role: account.Marketer, method: "POST", path: path + "/test_send", body: `{}`, want: 422},
				{role: account.Marketer, method: "POST", path: path + "/test_send", body: `{"address":"me@x.test"}`, want: 204},
				{role: account.Manager, method: "POST", path: path + "/launch", body: `{"expected":13}`, want: 409, has: []string{"audience_changed", `"expected"`}},
				{role: account.Marketer, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{name: "archived ones are left out", role: account.Analyst, method: "GET", path: "/campaigns", want: 200, not: []string{one}},
				{name: "an archived one is not changed", role: account.Marketer, method: "PUT", path: path, body: fields, version: 3, want: 409, has: []string{"not_draft"}},
				{name: "nor launched", role: account.Manager, method: "POST", path: path + "/launch", body: `{}`, want: 409, has: []string{"not_draft"}},
				{role: account.Marketer, method: "POST", path: path + "/restore", want: 200, has: []string{`"draft"`}},
				{role: account.Analyst, method: "GET", path: path + "/results", want: 200, has: []string{`"no_treated"`, `"roi":null`, `"from_day":null`}},
			}))
		if l := m.sink.Messages(); len(l) != 1 || !strings.HasPrefix(l[0].Header.Get("Subject"), "[TEST] Hello") || l[0].To != "me@x.test" {
			t.Errorf("test messages: %+v", l)
		}
	})
}

func TestCampaignsThatAreNotReady(t *testing.T) {
	eachMailing(t, func(t *testing.T, m *mailing) {
		offer := m.create(t, "/offers", `{"code":"o1","name":"Offre","kind":"discount","variants":[{"name":"v","title_fr":"T","text_fr":"X"}]}`)
		for _, c := range []struct{ name, fields, has string }{
			{"no audience", `"subject_en":"a","text_en":"{{ unsubscribe_url }}"`, `"segment_ids"`},
			{"no text", `"segment_ids":["` + m.segment + `"]`, `"subject_en"`},
			{"no link in the HTML", `"segment_ids":["` + m.segment + `"],"subject_en":"a","html_en":"<p>\n\nx</p>"`, `line 3: the link {{ unsubscribe_url }} is missing`},
			{"a link in a comment", `"segment_ids":["` + m.segment + `"],"subject_en":"a","text_en":"{% comment %}{{ unsubscribe_url }}{% endcomment %}"`, `unsubscribe_missing`},
			{"a template that does not parse", `"segment_ids":["` + m.segment + `"],"subject_en":"a","text_en":"{{ unsubscribe_url }}\n{% if x %}"`, `"text_en","code":"template","message":"line 2`},
			{"an unknown variable", `"segment_ids":["` + m.segment + `"],"subject_fr":"{{ client.nom }}","text_fr":"{{ unsubscribe_url }}"`, `"subject_fr","code":"template","message":"line 1: undefined variable`},
			{"an offer that is not approved", `"segment_ids":["` + m.segment + `"],"subject_fr":"a","text_fr":"{{ unsubscribe_url }}","offer_id":"` + offer + `"`, `offer_not_approved`},
		} {
			v := m.create(t, "/campaigns", `{"name":"x",`+c.fields+`}`)
			m.do(t, call{name: c.name, role: account.Manager, method: "POST", path: "/campaigns/" + v + "/launch", body: `{}`, want: 422, has: []string{c.has}})
		}
		service := m.create(t, "/campaigns", `{"name":"Rappel","purpose":"service","segment_ids":["`+m.segment+`"],"subject_fr":"a","text_fr":"Sans lien"}`)
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + service + "/launch", body: `{}`, want: 200})
		m.send()
		for _, got := range m.sink.Messages() {
			if got.Header.Get("List-Unsubscribe") != "" {
				t.Errorf("a service message can be unsubscribed from")
			}
		}
		m.sink.OnRcpt = func(string) error { return smtptest.Error(550, "no") }
		m.do(t, call{role: account.Marketer, method: "POST", path: "/campaigns/" + service + "/test_send", body: `{"address":"a@x.test"}`, want: 503, has: []string{"smtp_refused"}})
	})
}

func TestCampaignsWithoutAMailServer(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		v := p.create(t, "/campaigns", `{"name":"x","subject_en":"a","text_en":"b"}`)
		p.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + v + "/launch", body: `{}`, want: 409, has: []string{"smtp_missing", "CLIENTELE_SMTP_URL"}})
		p.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + v + "/test_send", body: `{"address":"a@x.test"}`, want: 409, has: []string{"smtp_missing"}})
	})
}

var hidden = regexp.MustCompile(`https://crm\.test(/u/[\w-]+)`)

func TestACampaignFromLaunchToResults(t *testing.T) {
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.RegisteredBodyDecoder("text/plain"))
	eachMailing(t, func(t *testing.T, m *mailing) {
		offer := m.create(t, "/offers", `{"code":"o1","name":"Offre","kind":"discount","variants":[
			{"name":"all","title_fr":"Pour tous","text_fr":"X","title_en":"For all","text_en":"X","discount_kind":"percent","discount_value":1500},
			{"name":"some","title_fr":"Pour vous","text_fr":"X","segment_ids":["`+m.create(t, "/segments", `{"name":"Some","client_ids":["`+m.clients[1]+`"]}`)+`"]}]}`)
		m.do(t, call{role: account.Manager, method: "POST", path: "/offers/" + offer + "/approve", want: 200})
		v := m.create(t, "/campaigns", `{"name":"Printemps","control_share":0.2,"offer_id":"`+offer+`","segment_ids":["`+m.segment+`"],
			"subject_fr":"{{ offer.title }} {{ offer.discount }}","text_fr":"{{ unsubscribe_url }}"}`)
		path := "/campaigns/" + v
		m.do(t, call{role: account.Manager, method: "POST", path: path + "/launch", body: `{}`, want: 200, has: []string{`"sending"`}})
		m.send()
		var progress struct{ Sent, Control, Total int64 }
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/progress", want: 200, has: []string{`"state":"sent"`, `"assigned":true`, `"job":{`}}).decode(&progress)
		if progress.Sent+progress.Control != 12 || int(progress.Sent) != len(m.sink.Messages()) {
			t.Fatalf("progress %+v, %d messages", progress, len(m.sink.Messages()))
		}
		link, address := "", ""
		for _, got := range m.sink.Messages() {
			subject := got.Header.Get("Subject")
			if (got.To == "p1@x.test") != strings.Contains(subject, "Pour_vous") && (got.To == "p1@x.test") != strings.Contains(subject, "Pour vous") {
				t.Errorf("%s got %q", got.To, subject)
			}
			link, address = hidden.FindStringSubmatch(got.Header.Get("List-Unsubscribe"))[1], got.To
		}
		m.unsubscribe(link)
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/members?state=sent", want: 200, has: []string{`"unsubscribed_at":"2026-03-12T12:00:00Z"`}, not: []string{"@x.test"}})
		statement := `"too_few"` // the draw leaves nobody out once in fifteen times
		if progress.Control == 0 {
			statement = `"no_control"`
		}
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/results", want: 200, has: []string{`"unsubscribed":1`, statement, `"from_day":"2026-03-12"`, `"until_day":"2026-04-10"`}})
		client := m.clients[0]
		for i := range m.clients {
			if address == fmt.Sprintf("p%d@x.test", i) {
				client = m.clients[i]
			}
		}
		m.do(t, call{role: account.Analyst, method: "GET", path: "/clients/" + client + "/consents", want: 200, has: []string{`"withdrawn"`, "one_click", "campaign:"}})
		if got := m.pages(t, path+"/members?limit=5", "client_id"); len(got) != 12 || !slices.IsSorted(got) {
			t.Errorf("members %v", got)
		}
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/members/export", want: 200, has: []string{"client_id,reference", ",'=cmd(),", ",treated,"}, not: []string{",=cmd", "@x.test"}})
		members, err := excelize.OpenReader(bytes.NewReader(m.do(t, call{role: account.Analyst, method: "GET", path: path + "/members/export?format=xlsx", want: 200}).raw))
		if err != nil {
			t.Fatal(err)
		}
		if rows, err := members.GetRows("members"); err != nil || len(rows) != 13 || rows[1][0] == "" || rows[1][5] != "2026-03-12" {
			t.Errorf("members in a spreadsheet: %v, %v", rows, err)
		}
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/members/export?format=parquet", want: 200, has: []string{"PAR1"}})
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/members/export?format=doc", want: 422, has: []string{`"format"`}})
		m.do(t, call{role: account.Analyst, method: "GET", path: path + "/results/export", want: 200, has: []string{"figure,value,low,high", "unsubscribed,1,,", "2026-03-12,0,0,"}})
		m.do(t, call{role: account.Manager, method: "POST", path: path + "/cancel", want: 409, has: []string{"wrong_state"}})
		m.do(t, call{role: account.Marketer, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}})
		m.do(t, call{role: account.Marketer, method: "POST", path: path + "/restore", want: 200, has: []string{`"sent"`}})

		later := m.draft("")
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + later + "/launch", body: `{"at":"2026-03-13T08:00:00Z"}`, want: 200, has: []string{`"scheduled"`}})
		m.do(t, call{role: account.Marketer, method: "POST", path: "/campaigns/" + later + "/archive", want: 409, has: []string{"campaign_running"}})
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + later + "/unschedule", want: 200, has: []string{`"draft"`}})
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + later + "/launch", body: `{"expected":11}`, want: 200, has: []string{`"sending"`}})
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + later + "/pause", want: 200, has: []string{`"paused"`}})
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + later + "/resume", want: 200, has: []string{`"sending"`}})
		m.do(t, call{role: account.Manager, method: "POST", path: "/campaigns/" + later + "/cancel", want: 200, has: []string{`"cancelled"`}})
	})
}

// unsubscribe looks at the page, then uses the mail program's button twice and the page's once.
func (m *mailing) unsubscribe(link string) {
	m.t.Helper()
	ask := func(method, path, body string, want int, has, not []string) {
		m.t.Helper()
		req := httptest.NewRequest(method, path, strings.NewReader(body))
		if body != "" {
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := httptest.NewRecorder()
		m.Handler.ServeHTTP(w, req)
		text := w.Body.String()
		if w.Code != want || w.Header().Get("Set-Cookie") != "" || w.Header().Get("Location") != "" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			m.t.Errorf("%s %s: %d %v", method, path, w.Code, w.Header())
		}
		for _, s := range has {
			if !strings.Contains(text, s) {
				m.t.Errorf("%s %s: %q is not on the page", method, path, s)
			}
		}
		for _, s := range append(not, "@x.test") {
			if strings.Contains(text, s) {
				m.t.Errorf("%s %s: %q is on the page", method, path, s)
			}
		}
		m.keeps(m.t, req, reply{t: m.t, status: w.Code, header: w.Header(), raw: w.Body.Bytes()})
	}
	for range 2 {
		ask("GET", link, "", 200, []string{"Me désinscrire", "Unsubscribe", "Clientele"}, []string{"C’est fait"})
	}
	m.consents(link, 0)
	ask("POST", link, "List-Unsubscribe=One-Click", 200, []string{"C’est fait", "Done"}, nil)
	m.consents(link, 1)
	ask("POST", link, "List-Unsubscribe=One-Click", 200, []string{"C’est fait"}, nil)
	m.consents(link, 1)
	ask("POST", link, "action=all", 200, []string{"aucun message"}, nil)
	m.consents(link, 1)
	for _, bad := range []string{"/u/preview", "/u/x", link[:len(link)-2], link + "A"} {
		ask("GET", bad, "", 404, []string{"not valid"}, nil)
		ask("POST", bad, "List-Unsubscribe=One-Click", 404, []string{"not valid"}, nil)
	}
}

// consents counts the withdrawals of the link's client.
func (m *mailing) consents(link string, want int) {
	m.t.Helper()
	t, _, err := m.Services.Campaigns.Ticket(context.Background(), strings.TrimPrefix(link, "/u/"))
	if err != nil {
		m.t.Fatal(err)
	}
	r := m.do(m.t, call{role: account.Analyst, method: "GET", path: "/clients/" + t.ClientID.String() + "/consents", want: 200})
	var l struct {
		History struct {
			Items []struct{ State string }
		}
		Items []struct{ State string }
	}
	r.decode(&l)
	n := 0
	for _, c := range append(l.Items, l.History.Items...) {
		if c.State == "withdrawn" {
			n++
		}
	}
	if n != want {
		m.t.Errorf("%d withdrawals, want %d: %s", n, want, r.raw)
	}
}
