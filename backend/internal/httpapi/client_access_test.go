package httpapi_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/channel/smtptest"
	"clientele/internal/config"
	"clientele/internal/store/storetest"
)

func TestClientTokens(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"shop","reference":"C1"}`)
		gone := p.create(t, "/clients", `{"last_name":"Parti"}`)
		p.do(t, call{role: account.Manager, method: "POST", path: "/clients/" + gone + "/archive", want: 200})
		key := p.key(t, "client_tokens")
		body := fmt.Sprintf(`{"client_id":%q}`, client)
		post := func(name, body string, want int, has ...string) call {
			return call{name: name, method: "POST", path: "/client_tokens", body: body, header: bearer(key.Secret), want: want, has: has}
		}
		p.run(t, slices.Concat(guarded("POST", "/client_tokens", body, account.Admin, account.Sales), []call{
			post("by id", body, 200, client, `"expires_in":3600`),
			post("by reference", `{"client":{"source":"shop","reference":"C1"}}`, 200, client),
			post("an unknown id", `{"client_id":"7"}`, 404, "client_not_found"),
			post("an unknown reference", `{"client":{"source":"shop","reference":"C2"}}`, 404),
			post("an archived client", fmt.Sprintf(`{"client_id":%q}`, gone), 404),
			post("nobody", `{}`, 422, `"client"`),
			post("both", fmt.Sprintf(`{"client_id":%q,"client":{"source":"shop","reference":"C1"}}`, client), 422),
			post("half a reference", `{"client":{"source":"shop","reference":""}}`, 422),
			post("an unknown field", `{"clientid":"7"}`, 400),
		}))
		var s struct {
			Token string `json:"access_token"`
		}
		p.do(t, post("", body, 200)).decode(&s)
		me := call{method: "GET", path: "/me/client", header: bearer(s.Token), want: 200, has: []string{`"id":"` + client, "Durand", `"currency":"EUR"`}}
		p.do(t, me)
		p.do(t, call{role: account.Admin, method: "GET", path: "/me/client", want: 403})
		p.do(t, call{method: "GET", path: "/me/client", want: 401})

		// With the key ends what it issued.
		p.do(t, call{role: account.Admin, method: "DELETE", path: "/api_keys/" + key.Key.ID, want: 200})
		me.want, me.has = 401, []string{"token_invalid"}
		p.do(t, me)
	})
}

var code = regexp.MustCompile(`\b\d{6}\b`)

// mailed is the program with a mail server, and three clients.
type mailed struct {
	*program
	sink *smtptest.Sink
}

func eachMailed(t *testing.T, test func(t *testing.T, m mailed)) {
	t.Helper()
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			sink := smtptest.Start(t)
			m := mailed{start(t, at(t), func(c *config.Config) { c.SMTPURL, c.MailFrom = sink.URL(), "news@crm.test" }), sink}
			m.create(t, "/clients", `{"last_name":"Durand","first_name":"Émile","email":"Emile@Example.org","language":"fr","source":"shop","reference":"C1"}`)
			m.create(t, "/clients", `{"last_name":"Smith","email":"smith@example.org","language":"en"}`)
			gone := m.create(t, "/clients", `{"last_name":"Parti","email":"parti@example.org"}`)
			m.do(t, call{role: account.Manager, method: "POST", path: "/clients/" + gone + "/archive", want: 200})
			test(t, m)
		})
	}
}

// ask asks for a code and gives what the post has carried by then.
func (m mailed) ask(t *testing.T, email, language string) (reply, []smtptest.Message) {
	t.Helper()
	r := m.do(t, call{method: "POST", path: "/client_sign_in", body: map[string]string{"email": email, "language": language}, want: 202})
	if _, err := m.Services.ClientAccess.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r, m.sink.Messages()
}

func TestCodesByEmail(t *testing.T) {
	eachMailed(t, func(t *testing.T, m mailed) {
		known, letters := m.ask(t, " emile@example.ORG ", "")
		if len(letters) != 1 || letters[0].To != "Emile@Example.org" || !strings.Contains(string(letters[0].Raw), "Votre code") {
			t.Fatalf("letters %v", letters)
		}
		stranger, letters := m.ask(t, "nobody@example.org", "")
		archived, letters2 := m.ask(t, "parti@example.org", "fr")
		if len(letters) != 1 || len(letters2) != 1 || string(known.raw) != string(stranger.raw) || string(known.raw) != string(archived.raw) {
			t.Errorf("an address nobody has is told apart: %s %s %s, %d letters", known.raw, stranger.raw, archived.raw, len(letters2))
		}
		in := func(email, code string, want int, has ...string) reply {
			return m.do(t, call{method: "POST", path: "/client_sign_in/verify", body: map[string]string{"email": email, "code": code}, want: want, has: has})
		}
		right := code.FindString(letters[0].Header.Get("Subject"))
		wrong := "000000"
		if right == wrong {
			wrong = "000001"
		}
		in("nobody@example.org", right, 401, "wrong_code")
		in("smith@example.org", right, 401, "wrong_code")
		in("emile@example.org", wrong, 401, "wrong_code")
		in("emile@example.org", "", 401)
		var s, next struct {
			ID      string `json:"client_id"`
			Access  string `json:"access_token"`
			Refresh string `json:"refresh_token"`
		}
		in("emile@example.org", " "+right+" ", 200, `"expires_in":3600`).decode(&s)
		in("emile@example.org", right, 401, "wrong_code") // once
		m.do(t, call{method: "GET", path: "/me/client", header: bearer(s.Access), want: 200, has: []string{s.ID, "Durand"}})

		// The session goes on with a refresh token, which is no user's and is good once.
		refresh := func(path, token string, want int, has ...string) reply {
			return m.do(t, call{method: "POST", path: path, body: map[string]string{"refresh_token": token}, want: want, has: has})
		}
		refresh("/auth/refresh", s.Refresh, 401, "session_expired")
		refresh("/client_sign_in/refresh", s.Refresh, 200, s.ID).decode(&next)
		if next.Refresh == s.Refresh || next.Refresh == "" {
			t.Error("the refresh token was not rotated")
		}
		refresh("/client_sign_in/end", next.Refresh, 204)
		refresh("/client_sign_in/refresh", next.Refresh, 401, "session_expired")
		refresh("/client_sign_in/refresh", "x", 401)

		// In English where it is asked for; the sender is the company.
		_, letters = m.ask(t, "emile@example.org", "en")
		if last := letters[len(letters)-1]; !strings.Contains(string(last.Raw), "Your code") || last.From != "news@crm.test" || !strings.Contains(last.Header.Get("From"), "Clientele") {
			t.Errorf("letter %s", last.Raw)
		}

		// Neither addresses nor codes are in the table.
		var rows int
		raw := storetest.Raw(t, m.Config.DatabaseURL)
		if err := raw.QueryRow("SELECT COUNT(*) FROM client_code WHERE address_hash LIKE '%emile%' OR code_hash LIKE '%" + right + "'").Scan(&rows); err != nil || rows != 0 {
			t.Errorf("%d rows tell, %v", rows, err)
		}
	})
}

func TestCodesAreFew(t *testing.T) {
	eachMailed(t, func(t *testing.T, m mailed) {
		m.run(t, []call{
			{name: "no address", method: "POST", path: "/client_sign_in", body: `{"email":" "}`, want: 422, has: []string{`"email"`}},
			{name: "not an address", method: "POST", path: "/client_sign_in", body: `{"email":"x"}`, want: 422},
			{name: "a language nobody speaks", method: "POST", path: "/client_sign_in", body: `{"email":"smith@example.org","language":"de"}`, want: 422, has: []string{`"language"`}},
			{name: "an unknown field", method: "POST", path: "/client_sign_in", body: `{"mail":"smith@example.org"}`, want: 400},
		})
		_, letters := m.ask(t, "smith@example.org", "")
		right := code.FindString(letters[0].Header.Get("Subject"))
		try := func(code string, want int) {
			t.Helper()
			m.do(t, call{method: "POST", path: "/client_sign_in/verify", body: map[string]string{"email": "smith@example.org", "code": code}, want: want})
		}
		for range 5 { // then even the right one is over
			try("12345", 401)
		}
		try(right, 401)
		for _, email := range []string{"smith@example.org", "nobody@example.org"} { // alike for an address that nobody has
			asked := 0
			for range 7 {
				r := m.do(t, call{method: "POST", path: "/client_sign_in", body: map[string]string{"email": email}})
				if r.status == 202 {
					asked++
				} else if r.status != 429 || r.header.Get("Retry-After") == "" {
					t.Fatal(r.status, string(r.raw))
				}
			}
			if want := map[string]int{"smith@example.org": 4, "nobody@example.org": 5}[email]; asked != want {
				t.Errorf("%s: %d more codes, want %d", email, asked, want)
			}
		}
		for range 20 {
			r := m.do(t, call{method: "POST", path: "/client_sign_in/verify", body: map[string]string{"email": "x@example.org", "code": "1"}})
			if r.status == 429 {
				return
			}
		}
		t.Error("guessing is not slowed down")
	})
}

// A server that is away keeps nobody waiting, and the letter goes out when it is back.
func TestCodesWaitForTheServer(t *testing.T) {
	eachMailed(t, func(t *testing.T, m mailed) {
		m.sink.OnRcpt = func(string) error { return smtptest.Error(451, "later") }
		m.do(t, call{method: "POST", path: "/client_sign_in", body: `{"email":"smith@example.org"}`, want: 202})
		if _, err := m.Services.ClientAccess.Deliver(t.Context()); err == nil {
			t.Error("a letter that was put off is no failure")
		}
		m.sink.OnRcpt = nil
		if _, err := m.Services.ClientAccess.Deliver(t.Context()); err != nil || len(m.sink.Messages()) != 1 {
			t.Errorf("%d letters, %v", len(m.sink.Messages()), err)
		}
	})
	p := start(t, sqliteAddress(t))
	p.do(t, call{method: "POST", path: "/client_sign_in", body: `{"email":"smith@example.org"}`, want: 503, has: []string{"mail_not_configured"}})
}
