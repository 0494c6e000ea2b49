package httpapi_test

import (
	"strings"
	"testing"

	"clientele/internal/account"
)

func TestCampaignsWhoseOffersAreDecided(t *testing.T) {
	eachMailing(t, func(t *testing.T, m *mailing) {
		place := m.create(t, "/placements", `{"code":"mail","name":"Mail","channel":"email","size":1}`)
		web := m.create(t, "/placements", `{"code":"web","name":"Web","channel":"web","size":1}`)
		few := m.create(t, "/segments", `{"name":"Few","client_ids":["`+strings.Join(m.clients[:5], `","`)+`"]}`)
		offer := m.create(t, "/offers", `{"code":"o1","name":"Offre","kind":"discount","placement_ids":["`+place+`"],"segment_ids":["`+few+`"],"variants":[{"name":"v","title_fr":"Pour vous","text_fr":"X"}]}`)
		m.do(t, call{role: account.Manager, method: "POST", path: "/offers/" + offer + "/approve", want: 200})
		for _, c := range []struct{ name, fields, has string }{
			{"an offer and a placement", `"offer_id":"` + offer + `","placement_id":"` + place + `"`, `"placement_id","code":"both"`},
			{"a placement that is not there", `"placement_id":"7"`, `"placement_id","code":"not_found"`},
			{"a placement of another channel", `"placement_id":"` + web + `"`, `"placement_id","code":"channel"`},
			{"another way without an offer", `"without_offer":"wait"`, `"without_offer"`},
		} {
			m.do(t, call{name: c.name, role: account.Marketer, method: "POST", path: "/campaigns", body: `{"name":"x",` + c.fields + `}`, want: 422, has: []string{c.has}})
		}
		v := m.create(t, "/campaigns", `{"name":"Choix","placement_id":"`+place+`","segment_ids":["`+m.segment+`"],"subject_fr":"{{ offer.title }}","text_fr":"{{ offer.token }} {{ unsubscribe_url }}"}`)
		path := "/campaigns/" + v
		m.run(t, append(guarded("GET", path+"/offers", nil),
			call{role: account.Analyst, method: "GET", path: "/campaigns/7/offers", want: 404, has: []string{"campaign_not_found"}},
			call{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"placement_id":"` + place + `"`, `"without_offer":"skip"`, `"offer_id":null`}},
			call{role: account.Analyst, method: "POST", path: path + "/audience", want: 200, has: []string{`"eligible":12`, `"no_offer":7`, `"treated":5`}},
			call{role: account.Marketer, method: "POST", path: path + "/preview", body: `{"client_id":"` + m.clients[0] + `"}`, want: 200,
				has: []string{`"subject":"Pour vous"`, `"offer_name":"Offre"`, `"skipped":false`}},
			call{role: account.Marketer, method: "POST", path: path + "/preview", body: `{"client_id":"` + m.clients[9] + `"}`, want: 200, has: []string{`"subject":""`, `"offers":[]`, `"skipped":true`}},
			call{role: account.Marketer, method: "POST", path: path + "/test_send", body: `{"address":"a@x.test","client_id":"` + m.clients[9] + `"}`, want: 409, has: []string{"no_offer"}},
			call{role: account.Manager, method: "POST", path: path + "/launch", body: `{"expected":12}`, want: 409, has: []string{"audience_changed"}},
			call{role: account.Manager, method: "POST", path: path + "/launch", body: `{"expected":5}`, want: 200, has: []string{`"sending"`}},
		))
		m.send()
		if n := len(m.sink.Messages()); n != 5 {
			t.Fatalf("%d messages", n)
		}
		m.run(t, []call{
			{role: account.Analyst, method: "GET", path: path + "/progress", want: 200, has: []string{`"sent":5`, `"skipped":7`, `"no_offer":7`}},
			{role: account.Analyst, method: "GET", path: path + "/offers", want: 200, has: []string{`"messages":5`, `"sent":5`, `"skipped":7`, `"without_offer":0`, `"offer_name":"Offre"`}},
			{role: account.Analyst, method: "GET", path: path + "/members?offer_id=" + offer + "&limit=1", want: 200, has: []string{`"offer_name":"Offre"`, `"state":"sent"`}, not: []string{`"skipped"`}},
			{role: account.Analyst, method: "GET", path: path + "/members?state=skipped", want: 200, has: []string{`"detail":"no_offer"`, `"offer_id":null`}, not: []string{`"sent"`}},
			{role: account.Analyst, method: "GET", path: path + "/members/export", want: 200, has: []string{",skipped,no_offer,", ",Offre,"}},
		})
	})
}
